package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.Heatmill;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed, again and again, loses no image and does none twice. */
@Tag("cluster")
class KilledDriverTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  private Path output;
  private Cluster cluster;

  @BeforeEach
  void install() throws IOException {
    assertThat(DemoRun.RUN.exit()).isZero();
    output = folder.resolve("output");
    cluster = Cluster.in(folder.resolve("spark"));
  }

  /** Between the tables of a piece. */
  @Test
  void theSameCommandGoesOnWhereItWasKilledOnce() throws Exception {
    killWhen(output.resolve("predictions/piece=2/_SUCCESS"), output, cluster);

    assertGoesOn(files(output, 0));
  }

  @Test
  @Tag("exhaustive")
  void theSameCommandGoesOnAndEndsWithTheTablesOfAnUndisturbedRun() throws Exception {
    // As soon as there is a table; after a commit; between the tables of a piece; and as soon as a
    // piece is planned.
    killWhen(output.resolve("predictions"), output, cluster);
    killWhen(output.resolve("state/checkpoint/commits/0"), output, cluster);
    Map<String, String> committed = files(output, 0);
    killWhen(output.resolve("predictions/piece=2/_SUCCESS"), output, cluster);
    killWhen(output.resolve("state/checkpoint/offsets/4"), output, cluster);

    assertGoesOn(committed);
  }

  private void assertGoesOn(Map<String, String> committed) throws Exception {
    int exit = cluster.submit(command(output));

    assertThat(exit).as(cluster::log).isZero();
    assertThat(cluster.log()).contains("Images     24, ").contains(" of them now, in ");
    for (String table : List.of("predictions", "explanations", "errors")) {
      assertThat(Spark.json(output, table)).isEqualTo(Spark.json(DemoRun.OUTPUT, table));
    }
    assertThat(files(output, 0)).as("A committed piece stays").isEqualTo(committed);
    assertThat(Demo.names(output.resolve("predictions")))
        .contains("piece=0", "piece=5")
        .doesNotContain("piece=6");
  }

  private static void killWhen(Path appears, Path output, Cluster cluster) throws Exception {
    Process driver = cluster.start(command(output));
    Instant end = Instant.now().plus(PATIENCE);
    try {
      while (Files.notExists(appears)) {
        assertThat(driver.isAlive()).as(cluster::log).isTrue();
        assertThat(Instant.now()).as(cluster::log).isBefore(end);
        Thread.sleep(2);
      }
    } finally {
      Cluster.end(driver); // With SIGKILL.
      driver.waitFor();
    }
    assertThat(output.resolve("manifest.json")).doesNotExist();
  }

  private static List<String> command(Path output) {
    List<String> command = new ArrayList<>(List.of("--master", "local[2]"));
    command.addAll(List.of("--class", Heatmill.class.getName(), "spark-internal", "explain"));
    command.addAll(List.of("--images", DemoRun.IMAGES.toString(), "--batch-size", "4"));
    command.addAll(List.of("--model", Demo.MODEL.toString(), "--output", output.toString()));
    command.addAll(List.of("--piece-images", "4"));
    command.addAll(DemoRun.OPTIONS);
    return command;
  }

  /** The content of all files of a piece. */
  private static Map<String, String> files(Path output, int piece) throws Exception {
    Map<String, String> files = new TreeMap<>();
    for (String table : List.of("predictions", "explanations", "errors")) {
      try (Stream<Path> parts = Files.list(output.resolve(table + "/piece=" + piece))) {
        parts.forEach(part -> files.put(part.toString(), DigestUtils.sha256Hex(Demo.bytes(part))));
      }
    }
    return files;
  }
}
