package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.DemoShard;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that lie in tar files, many in each. */
class ShardsRunTest {
  private static final String[] OPTIONS = {"--methods", "grad-cam", "--layer", DemoRun.STAGE4};
  private static final String[] RETRY = {
    "--methods", "grad-cam", "--layer", DemoRun.STAGE4, "--retry-errors"
  };

  @TempDir Path folder;

  @Test
  void imagesOfShardsAreNamedByTheirKeysAndGiveTheMapsOfFiles() throws IOException {
    Path shards = folder.resolve("shards");
    DemoShard.write(shards.resolve("000.tar"), "jug", 1, 2);
    DemoShard.write(shards.resolve("001.tar"), "mug", 1, 2);
    Path files = folder.resolve("files");
    for (String name : List.of("jug", "mug")) {
      Demo.copy(Demo.image(name, 1), files.resolve(name + "_01.jpg"));
      Demo.copy(Demo.image(name, 2), files.resolve(name + "_02.jpg"));
    }
    Path output = folder.resolve("output");
    Path ofFiles = folder.resolve("of-files");

    Run run = Run.demo(shards + "/*.tar", output, OPTIONS);
    Run.demo(files, ofFiles, OPTIONS);

    assertThat(run.errors()).isEmpty();
    assertThat(run.out()).contains("Explained  4\n").contains("Accuracy   100.0 %");
    assertThat(column(output, "concat_ws(' ', image, label_name)"))
        .containsExactly("jug_01 jug", "jug_02 jug", "mug_01 mug", "mug_02 mug");
    assertThat(column(output, "hex(heatmap.values)"))
        .isEqualTo(column(ofFiles, "hex(heatmap.values)"));
    assertThat(Files.readString(output.resolve("manifest.json")))
        .contains("\"kind\" : \"shards\",\n    \"files\" : 2,");
    assertThat(Run.score(output, "--metrics", "average_drop").errors())
        .containsExactly(
            "heatmill: Images of a table or of shards cannot be read again one by one: average_drop"
                + " (ask for them with heatmill explain --metrics)");
    assertThat(Run.report(output, folder.resolve("report.html")).out()).contains("(4 images,");
  }

  @Test
  void aDamagedShardIsAnErrorBesideItsImagesUntilItIsRepaired() throws IOException {
    Path shards = folder.resolve("shards");
    Path good = DemoShard.write(shards.resolve("000.tar"), "jug", 1, 1);
    Path damaged = DemoShard.write(shards.resolve("001.tar"), "mug", 1, 3);
    byte[] whole = Demo.bytes(damaged);
    Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
    Path output = folder.resolve("output");
    assertThat(Run.demo(shards, output, OPTIONS).errors()).isEmpty();
    assertThat(column(output, "image")).containsExactly("jug_01", "mug_01");
    assertThat(Spark.table(output, "errors").collectAsList())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getString(0)).isEqualTo("file:" + damaged);
              assertThat(row.getString(1)).isEqualTo("read");
            });
    Files.write(damaged, whole);
    DemoShard.write(shards.resolve("002.tar"), "fish", 1, 1);

    Run again = Run.demo(shards, output, RETRY);

    assertThat(again.errors()).isEmpty();
    assertThat(good).exists();
    assertThat(column(output, "image"))
        .containsExactly("fish_01", "jug_01", "mug_01", "mug_02", "mug_03");
    assertThat(Spark.table(output, "errors").count()).isZero();
    cutOffRetry(output, damaged);

    assertThat(Run.demo(shards, output, OPTIONS).errors()).isEmpty();
    assertThat(column(output, "image"))
        .containsExactly("fish_01", "jug_01", "mug_01", "mug_02", "mug_03");
  }

  /** What a retry leaves that is cut off after its piece was written. */
  private static void cutOffRetry(Path output, Path shard) throws IOException {
    Spark.session()
        .sql("SELECT 'file:" + shard + "' AS image")
        .write()
        .parquet(output.resolve("state/retried").toString());
    Files.writeString(output.resolve("state/retry"), "-1\n");
    Files.delete(output.resolve("manifest.json"));
  }

  @Test
  void aCompressedTarIsRefused() {
    Path shard = Demo.write(folder.resolve("images.tar.gz"), new byte[9]);

    assertThat(Run.demo(shard, folder.resolve("output")).errors().get(0))
        .startsWith("heatmill: Invalid shard: file:" + shard + " is compressed (must be");
  }

  private static List<String> column(Path output, String expression) {
    return Spark.table(output, "explanations")
        .selectExpr("image", expression)
        .collectAsList()
        .stream()
        .sorted((a, b) -> name(a.getString(0)).compareTo(name(b.getString(0))))
        .map(row -> row.getString(1))
        .toList();
  }

  private static String name(String image) {
    return image.substring(image.lastIndexOf('/') + 1);
  }
}
