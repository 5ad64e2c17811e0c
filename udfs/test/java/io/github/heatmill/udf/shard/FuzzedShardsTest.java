package io.github.heatmill.udf.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.fuzz.Mutations;
import io.github.heatmill.fuzz.Trials;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads damaged tars, which must end with an image or a problem. */
class FuzzedShardsTest {
  private static final int SHARDS = Mutations.number(2_500);
  private static final int RECORD = 512;

  /** The limits: 256 KiB for headers, 1,000 bytes for samples. */
  private static final long MOST_BYTES = 20_000_000;

  @Test
  void everyDamagedShardIsReadToItsEndOrToAProblem() {
    List<byte[]> shards = shards();
    Mutations mutations = new Mutations(3);

    Trials trials =
        Trials.run(
            SHARDS,
            number -> {
              byte[] damaged = mutations.damaged(shards);
              if (mutations.coin()) {
                seal(damaged);
              }
              assertThat(Tar.images(damaged))
                  .isNotEmpty()
                  .allMatch(image -> image.problem().isEmpty() || image.content().isEmpty());
            });

    assertThat(trials.largestBytes()).isLessThan(MOST_BYTES);
  }

  private static List<byte[]> shards() {
    String longName = "folder/".repeat(30);
    return List.of(
        Tar.pax().with("1.jpg", "a").with("1.cls", "7").with("2.jpg", "b").bytes(),
        Tar.gnu().with(longName + "1.jpg", "a").with(longName + "1.cls", "7").bytes(),
        Tar.pax().with(longName + "1.jpg", "a").with(longName + "2.jpg", "b").bytes(),
        Tar.pax().withPax("mtime", "1700000000.123").with("1.jpg", "a").bytes(),
        Tar.pax()
            .withPax("GNU.sparse.numblocks", "2")
            .withPax("GNU.sparse.map", "0,1,100,1")
            .with("1.jpg", "ab")
            .bytes(),
        Tar.pax().withPax("GNU.sparse.realsize", "900").with("1.jpg", "ab").bytes(),
        Tar.pax()
            .with("1.json", "{\"label\": [1, {\"cls\": \"x\"}], \"cls\": 3}")
            .with("1.png", "c")
            .bytes());
  }

  /** Corrects all checksums, so that the reader accepts the headers. */
  private static void seal(byte[] tar) {
    for (int header = 0; header + RECORD <= tar.length; header += RECORD) {
      if (tar[header + 257] == 'u') { // "ustar": not a record of content.
        Tar.seal(tar, header);
      }
    }
  }
}
