package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoBox;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What measures, on executors that are processes of their own: six pictures. */
@Tag("cluster")
@Tag("exhaustive")
class MetricsClusterTest {
  @TempDir static Path folder;
  private static Path images;
  private static Cluster cluster;

  @BeforeAll
  static void install() throws IOException {
    images = Demo.copy(folder.resolve("images"), 1);
    cluster = Cluster.in(folder.resolve("spark"));
  }

  /** The index of a file of boxes is sent to both executors; metrics of both kinds are added. */
  @Test
  void mapsAreMeasuredAndMeasuredAgainAsInOneProcess() throws IOException, InterruptedException {
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    String boxes = DemoBox.csv(folder.resolve("boxes.csv"), DemoBox.ofEachClass());

    assertThat(Run.of(explain(here, boxes)).errors()).isEmpty();
    onCluster(explain(there, boxes));
    assertSame(here, there, RunOutput.EXPLANATIONS, RunOutput.SUMMARY);

    assertThat(Run.of(score(here)).errors()).isEmpty();
    onCluster(score(there));
    assertSame(here, there, RunOutput.EXPLANATIONS, RunOutput.SUMMARY);
    assertThat(
            Spark.table(there, RunOutput.EXPLANATIONS)
                .where(
                    "metrics.deletion IS NOT NULL AND metrics.pointing_game IS NOT NULL"
                        + " AND metrics.complexity IS NOT NULL AND metrics.average_drop IS NOT NULL"
                        + " AND chance.energy_pointing_game IS NOT NULL")
                .count())
        .isEqualTo(6 * 2);
    assertThat(cluster.executors()).contains("0", "1");
  }

  @Test
  void theNetworkIsRandomisedAsInOneProcess() throws IOException, InterruptedException {
    Path here = folder.resolve("sanity-here");
    Path there = folder.resolve("sanity-there");

    assertThat(Run.of(sanity(here)).errors()).isEmpty();
    onCluster(sanity(there));

    assertSame(here, there, "sanity");
    assertThat(Spark.table(there, "sanity").where("method = 'grad-cam'").count()).isEqualTo(6);
  }

  private static String[] explain(Path output, String boxes) {
    return command(
        "explain",
        output,
        "--metrics",
        "deletion:steps=4,pointing_game,complexity",
        "--annotations",
        boxes);
  }

  /** Where the run found its ground truth it is found again. */
  private static String[] score(Path output) {
    return new String[] {
      "score", "--input", output.toString(), "--metrics", "average_drop,energy_pointing_game"
    };
  }

  private static String[] sanity(Path output) {
    return command("sanity", output, "--levels", "classifier");
  }

  private static String[] command(String name, Path output, String... more) {
    Stream<String> all =
        Stream.of(
            name,
            "--images",
            images.toString(),
            "--model",
            Demo.MODEL.toString(),
            "--methods",
            "grad-cam,random",
            "--batch-size",
            "4",
            "--output",
            output.toString());
    return Stream.concat(all, Stream.of(more)).toArray(String[]::new);
  }

  private static void onCluster(String[] command) throws IOException, InterruptedException {
    int exit = cluster.run(List.of(command));
    assertThat(exit).as(() -> cluster.log()).isZero();
  }

  private static void assertSame(Path here, Path there, String... tables) {
    for (String table : tables) {
      assertThat(Spark.json(there, table)).as(table).isEqualTo(Spark.json(here, table));
    }
  }
}
