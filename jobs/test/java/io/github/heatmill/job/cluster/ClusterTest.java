package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes of their own, as on a cluster. */
@Tag("cluster")
@Tag("exhaustive")
class ClusterTest {
  @TempDir Path folder;

  @Test
  void twoExecutorProcessesGiveTheTablesOfOne() throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    Path output = folder.resolve("output");
    Cluster cluster = Cluster.in(folder.resolve("spark"));

    int exit = cluster.run(command(output));

    assertThat(exit).as(() -> cluster.log()).isZero();
    assertThat(cluster.executors()).containsExactly("0", "1");
    for (String table : List.of("predictions", "explanations", "errors")) {
      assertThat(Spark.json(output, table)).isEqualTo(Spark.json(DemoRun.OUTPUT, table));
    }
    assertThat(Files.exists(output.resolve("manifest.json"))).isTrue();
  }

  private static List<String> command(Path output) {
    List<String> command = new ArrayList<>(List.of("explain", "--batch-size", "4"));
    command.addAll(List.of("--images", DemoRun.IMAGES.toString()));
    command.addAll(List.of("--model", Demo.MODEL.toString(), "--output", output.toString()));
    command.addAll(DemoRun.OPTIONS);
    return command;
  }
}
