package io.github.heatmill.udf.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damage in a shard is always reported, and never makes the reader hang or allocate too much
 * memory.
 */
@Timeout(20)
class DamagedShardTest {
  private static final int RECORD = 512;

  /** Two images: each a header and one record of content, then the end mark from 2048 on. */
  private static final byte[] TWO = Tar.pax().with("1.jpg", "a").with("2.jpg", "b").bytes();

  @Test
  void aTruncatedShardKeepsTheImagesBefore() {
    // Within the second header, the second content, and where the end mark would be.
    assertBroken(cut(RECORD * 2 + 100), List.of("1"), "after 1.jpg: it ends without its end mark");
    assertBroken(cut(RECORD * 3), List.of("1"), "after 1.jpg: Truncated TAR archive");
    assertBroken(cut(RECORD * 4), List.of("1", "2"), "after 2.jpg: it ends without its end mark");
  }

  @Test
  void aDamagedHeaderEndsTheShard() {
    byte[] damaged = TWO.clone();
    damaged[RECORD * 2] ^= 1;

    assertBroken(damaged, List.of("1"), "after 1.jpg: a header has a wrong checksum");
  }

  @Test
  void joinedShardsAreReportedAsDamaged() {
    byte[] joined = Arrays.copyOf(TWO, TWO.length * 2);
    System.arraycopy(TWO, 0, joined, TWO.length, TWO.length);

    assertBroken(joined, List.of("1", "2"), "it goes on after its end mark");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 5000})
  void aFileThatIsNoTarIsOneProblem(int length) {
    byte[] text = "<html>Not found</html>".repeat(300).getBytes(StandardCharsets.UTF_8);

    assertBroken(Arrays.copyOf(text, length), List.of(), "after its start: ");
  }

  @Test
  void aShardWithoutImagesIsAProblem() {
    assertThat(Tar.pax().with("1.txt", "a").with("1.cls", "b").images())
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.name()).isEqualTo("s.tar");
              assertThat(image.problem())
                  .contains("Shard holds no image: 2 members (must hold images)");
            });
  }

  @Test
  void theTotalSizeOfTheImagesOfASampleIsLimited() {
    // 600 + 500 > 1000 bytes; the next sample starts anew.
    Tar tar =
        Tar.pax()
            .with("1.a.jpg", new byte[600])
            .with("1.b.jpg", new byte[500])
            .with("2.jpg", new byte[1000])
            .with("3.jpg", new byte[1001]);

    List<ShardImage> images = tar.images();

    assertThat(images).extracting(ShardImage::name).containsExactly("1.a.jpg", "1.b.jpg", "2", "3");
    assertThat(images)
        .extracting(image -> image.content().map(bytes -> bytes.length).orElse(0))
        .containsExactly(600, 0, 1000, 0);
    assertThat(images.get(1).problem())
        .contains(
            "Image is too large: 500 bytes (the images of a sample must be <= 1000 bytes"
                + " together)");
  }

  @Test
  void aHugeStatedSizeAllocatesNothing() {
    byte[] huge = TWO.clone();
    // 2^56 - 1 bytes, in base 256: 0x80 marks it, and eleven bytes follow.
    Arrays.fill(huge, RECORD * 2 + 124, RECORD * 2 + 136, (byte) 0);
    huge[RECORD * 2 + 124] = (byte) 0x80;
    Arrays.fill(huge, RECORD * 2 + 129, RECORD * 2 + 136, (byte) 0xff);
    Tar.seal(huge, RECORD * 2);

    List<ShardImage> images = Tar.images(huge);

    assertThat(images).extracting(ShardImage::name).containsExactly("1", "2", "s.tar");
    assertThat(images.get(1).problem().get())
        .startsWith("Image is too large: 72057594037927935 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mtime", "atime", "ctime", "LIBARCHIVE.creationtime"})
  void aTimeWithALargeExponentDoesNotHang(String time) {
    Tar tar = Tar.pax().with("0.jpg", "x").withPax(time, "1e999999999").with("1.jpg", "x");

    assertBroken(tar.bytes(), List.of("0"), "after 0.jpg: a time has an exponent");
  }

  @Test
  void theSizeOfHeadersIsLimited() {
    Tar tar = Tar.pax().withPax("comment", "a".repeat(300_000)).with("1.jpg", "x");

    assertBroken(tar.bytes(), List.of(), "the headers of a member exceed 262144 bytes");
  }

  @Test
  void theNumberOfImagesOfOneKeyInMemoryIsLimited() {
    Tar tar = Tar.pax();
    for (int i = 0; i < 2001; i++) {
      tar.with("1." + i + ".jpg", new byte[0]);
    }

    assertThat(tar.images())
        .hasSize(2001)
        .extracting(ShardImage::name)
        .doesNotHaveDuplicates()
        .endsWith("1.1999.jpg", "1"); // Alone in the third part, and so named by its key.
  }

  private static byte[] cut(int length) {
    return Arrays.copyOf(TWO, length);
  }

  private static void assertBroken(byte[] tar, List<String> whole, String reason) {
    List<ShardImage> images = Tar.images(tar);
    ShardImage last = images.get(images.size() - 1);

    assertThat(images.subList(0, images.size() - 1))
        .as(last.toString())
        .extracting(ShardImage::name)
        .containsExactlyElementsOf(whole);
    assertThat(last.name()).isEqualTo("s.tar");
    assertThat(last.problem().get()).contains(reason);
  }
}
