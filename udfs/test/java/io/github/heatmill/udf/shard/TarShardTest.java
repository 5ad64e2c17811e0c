package io.github.heatmill.udf.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which images a tar of WebDataset contains, and their names. */
class TarShardTest {

  @Test
  void eachSampleIsAnImageWithItsKeyAndLabel() {
    List<ShardImage> images =
        Tar.pax()
            .with("0001.jpg", "first")
            .with("0001.cls", "7\n")
            .with("0002.json", "{\"size\": [2, 3], \"label\": \"cat\"}")
            .with("0002.png", "second")
            .with("0003.webp", "third")
            .images();

    assertThat(images)
        .extracting(
            ShardImage::name, ShardImage::label, image -> new String(image.content().orElseThrow()))
        .containsExactly(
            tuple("0001", Optional.of("7"), "first"),
            tuple("0002", Optional.of("cat"), "second"),
            tuple("0003", Optional.empty(), "third"));
    assertThat(images).allMatch(image -> image.problem().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "0001.jpg, 0001",
    "./a/b.c/0001.jpg, a/b.c/0001",
    "0001.left.PNG, 0001",
    "../../etc/0001.jpg, ../../etc/0001",
    "日本.jpg, 日本",
  })
  void theKeyGoesUpToTheFirstDotOfTheFileName(String member, String key) {
    assertThat(names(Tar.pax().with(member, "x"))).containsExactly(key);
    assertThat(names(Tar.gnu().with(member, "x"))).containsExactly(key);
  }

  @Test
  void namesMayBeLongerThanAHeader() {
    String key = "folder/".repeat(30) + "0001"; // 214 characters; a header has 100.

    assertThat(names(Tar.pax().with(key + ".jpg", "x"))).containsExactly(key);
    assertThat(names(Tar.gnu().with(key + ".jpg", "x"))).containsExactly(key);
  }

  @Test
  void eachOfSeveralImagesOfASampleKeepsItsExtension() {
    Tar tar =
        Tar.pax()
            .with("1.left.jpg", "a")
            .with("1.right.jpg", "b")
            .with("1.cls", "3")
            .with("1.right.jpg", "c");

    assertThat(tar.images())
        .extracting(ShardImage::name, ShardImage::label, ShardImage::problem)
        .containsExactly(
            tuple("1.left.jpg", Optional.of("3"), Optional.empty()),
            tuple("1.right.jpg", Optional.of("3"), Optional.empty()),
            tuple(
                "1.right.jpg (2)",
                Optional.empty(),
                Optional.of(
                    "Image comes again in its sample: 1.right.jpg (its members must differ)")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "._0001.jpg",
        ".cache/0001.jpg",
        "a/.cache/0001.jpg",
        "PaxHeader/0001.jpg",
        "PaxHeaders.12/0001.jpg",
        "__MACOSX__/0001.jpg",
        ".jpg",
        "jpg",
        "0001.txt"
      })
  void hiddenFilesAndOtherFormatsAreNoImages(String member) {
    assertThat(names(Tar.pax().with(member, "x").with("1.jpg", "x"))).containsExactly("1");
  }

  @Test
  void theFirstBytesOfAMemberSayThatItIsAnImage() {
    Tar tar =
        Tar.pax()
            .with("a/1", "GIF89a and so on")
            .with("a/2.dat", "P5\n1 1 255\nx")
            .with("a/3.", "GIF89a")
            .with("a/4.bin", "8BPS of Photoshop");

    assertThat(tar.images())
        .extracting(
            image ->
                image.name()
                    + ": "
                    + image.content().map(String::new).orElse(image.problem().orElse("")))
        .containsExactly(
            "a/1: GIF89a and so on",
            "a/2: P5\n1 1 255\nx",
            "a/3: GIF89a",
            "a/4: 8BPS of Photoshop"); // Its decoder tells that this format is not supported.
  }

  @Test
  void whatIsNeitherAnImageNorALabelIsCountedByReason() throws IOException {
    byte[] file =
        Tar.gnu()
            .with("a/", TarConstants.LF_DIR)
            .with("a/1.jpg", "x")
            .with("a/1.cls", "7")
            .with("a/1.txt", "a caption")
            .with("a/1.json", "{}")
            .with("a/LICENSE", "you may")
            .with("a/empty", "")
            .with("a/._1.jpg", "x")
            .with("a/pipe", TarConstants.LF_FIFO)
            .with("a/device", TarConstants.LF_CHR)
            .with("a/link", TarConstants.LF_SYMLINK)
            .with("a/other", TarConstants.LF_LINK)
            .bytes();

    try (TarShard shard = new TarShard("s.tar", new ByteArrayInputStream(file), 1000)) {
      shard.forEachRemaining(image -> assertThat(image.name()).isEqualTo("a/1"));

      assertThat(shard.skipped())
          .isEqualTo(
              Map.of(
                  "text file", 2L,
                  "empty file", 1L,
                  "hidden", 1L,
                  "named pipe or device", 2L,
                  "link in a tar file", 2L));
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
  void devicesWithTheNameOfAnImageAreImagesWithAProblem(byte type) {
    assertThat(Tar.pax().with("0.jpg", type).with("1.jpg", "x").images())
        .extracting(image -> image.name() + ": " + image.problem().orElse("none"))
        .containsExactly(
            "0.jpg: Image is a named pipe or device, without bytes in the tar file"
                + " (put a regular file there)",
            "1: none");
  }

  @Test
  void aFolderWithTheNameOfAnImageIsAFolder() {
    assertThat(names(Tar.pax().with("0.jpg/", TarConstants.LF_DIR).with("1.jpg", "x")))
        .containsExactly("1");
  }

  @Test
  void aSecondImageOfANameIsAnImageWithAProblem() {
    Tar tar =
        Tar.pax()
            .with("1.jpg", "a")
            .with("2.jpg", "b")
            .with("1.png", "c")
            .with("2.txt", "caption")
            .with("1.jpg", "d")
            .with("3.jpg", "e");

    assertThat(tar.images())
        .extracting(image -> image.name() + ": " + image.problem().orElse("none"))
        .containsExactly(
            "1: none",
            "2: none",
            "1 (2): Image comes again in the tar file: 1"
                + " (its names, up to the first dot, must differ)",
            "1 (3): Image comes again in the tar file: 1"
                + " (its names, up to the first dot, must differ)",
            "3: none");
  }

  @Test
  void linksWithTheNameOfAnImageAreImagesWithAProblem() {
    Tar tar =
        Tar.gnu()
            .with("a/1.jpg", "x")
            .with("./a/2.jpg", TarConstants.LF_LINK)
            .with("a/3.PNG", TarConstants.LF_SYMLINK)
            .with("a/notes.txt", TarConstants.LF_LINK)
            .with("a/._4.jpg", TarConstants.LF_SYMLINK);

    assertThat(tar.images())
        .extracting(image -> image.name() + ": " + image.problem().orElse("none"))
        .containsExactly(
            "a/1: none",
            "a/2.jpg: Image is a hard link to elsewhere, without bytes of its own in the tar file"
                + " (make it with tar --hard-dereference)",
            "a/3.PNG: Image is a symbolic link to elsewhere, without bytes of its own in the tar file"
                + " (make it with tar --dereference)");
  }

  @Test
  void membersOfOneKeyThatAreApartAreTwoSamples() {
    Tar tar = Tar.pax().with("1.jpg", "a").with("2.jpg", "b").with("1.cls", "5");

    assertThat(tar.images())
        .extracting(ShardImage::name, ShardImage::label)
        .containsExactly(tuple("1", Optional.empty()), tuple("2", Optional.empty()));
  }

  private static List<String> names(Tar tar) {
    return tar.images().stream().map(ShardImage::name).toList();
  }
}
