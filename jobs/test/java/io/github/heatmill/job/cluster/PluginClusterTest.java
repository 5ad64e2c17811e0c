package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.Heatmill;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.HeatmillJars;
import io.github.heatmill.job.support.MetricFiles;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that get Heatmill, and its plugin with it, only when they start, from the driver. */
@Tag("cluster")
@Tag("exhaustive")
class PluginClusterTest {
  @TempDir Path folder;

  @Test
  void executorProcessesTellSparkWhatTheyHaveDone() throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Cluster cluster = Cluster.withoutHeatmill(folder.resolve("spark"));
    MetricFiles metrics = new MetricFiles(Files.createDirectories(folder.resolve("sink")));

    int exit = cluster.submit(submission(metrics, output));

    assertThat(exit).as(cluster::log).isZero();
    assertThat(Spark.table(output, "predictions").count()).isEqualTo(12);
    assertThat(metrics.executors("images")).isEqualTo(2);
    assertThat(metrics.value("images")).isEqualTo(12);
    assertThat(metrics.value("decode")).isEqualTo(12);
    assertThat(metrics.value("errors.decode")).isZero();
    assertThat(metrics.value("model_loads")).isEqualTo(2);
    assertThat(metrics.value("device.cpu")).isEqualTo(2);
  }

  private List<String> submission(MetricFiles metrics, Path output) {
    List<String> arguments = new ArrayList<>();
    metrics
        .settings()
        .forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));
    arguments.addAll(List.of("--jars", HeatmillJars.in(folder).list()));
    Path program = HeatmillJars.program(folder.resolve("spark"));
    arguments.addAll(List.of("--class", Heatmill.class.getName(), program.toString()));
    arguments.addAll(
        List.of("explain", "--images", Demo.copy(folder.resolve("images"), 2).toString()));
    arguments.addAll(List.of("--model", Demo.MODEL.toString(), "--output", output.toString()));
    arguments.addAll(List.of("--methods", "grad-cam", "--batch-size", "2"));
    return arguments;
  }
}
