package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.Heatmill;
import io.github.heatmill.job.cluster.Cluster;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that keeps filling. */
@Tag("cluster")
class WatchTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @Test
  void imagesAreExplainedAsTheyComeUntilSomebodyEndsIt() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path output = folder.resolve("output");
    Cluster cluster = Cluster.in(folder.resolve("spark"));
    Process watch = cluster.start(command(images, output));
    try {
      Demo.copy(Demo.image("jug", 1), images.resolve("jug.jpg"));
      waitUntil(() -> isComplete(output, 1), cluster);
      Demo.copy(Demo.image("mug", 1), images.resolve("mug.jpg"));
      Demo.copy(Demo.image("fish", 1), images.resolve("fish.jpg"));
      waitUntil(() -> isComplete(output, 3), cluster);
      assertThat(watch.isAlive()).isTrue();
    } finally {
      Cluster.end(watch);
    }

    assertThat(Spark.table(output, "predictions").count()).isEqualTo(3);
    assertThat(Spark.table(output, "explanations").count()).isEqualTo(3);
    assertThat(cluster.log()).contains("Explained  1\n").contains("Explained  3\n");
  }

  private static List<String> command(Path images, Path output) {
    return List.of(
        "--master",
        "local[2]",
        "--class",
        Heatmill.class.getName(),
        "spark-internal",
        "explain",
        "--images",
        images.toString(),
        "--model",
        Demo.MODEL.toString(),
        "--methods",
        "grad-cam",
        "--batch-size",
        "2",
        "--watch",
        "1",
        "--output",
        output.toString());
  }

  private static boolean isComplete(Path output, int images) throws IOException {
    Path manifest = output.resolve("manifest.json");
    return Files.exists(manifest)
        && Files.readString(manifest).contains("\"predictions\" : " + images + ",");
  }

  /** Something that happens sooner or later. */
  @FunctionalInterface
  private interface Event {
    boolean happened() throws IOException;
  }

  private static void waitUntil(Event event, Cluster cluster) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!happened(event)) {
      assertThat(Instant.now()).as(cluster::log).isBefore(end);
      Thread.sleep(100);
    }
  }

  private static boolean happened(Event event) {
    try {
      return event.happened();
    } catch (IOException e) {
      return false; // It was replaced while it was read.
    }
  }
}
