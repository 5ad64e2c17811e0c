package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.udf.request.DeviceRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of which a script says that it has two GPUs. It has none: Spark does not look. */
@Tag("cluster")
@Tag("exhaustive")
class GpuSchedulingTest {
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo '{"name": "gpu", "addresses": ["0", "1"]}'
      """;

  @TempDir Path folder;
  private Path script;
  private Cluster cluster;

  @BeforeEach
  void install() throws IOException {
    script = Files.writeString(folder.resolve("gpus.sh"), SCRIPT);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    cluster = Cluster.in(folder.resolve("spark"));
  }

  /** Two tasks at a time on one executor, each with a GPU. */
  @Test
  void tasksUseTheGpusThatSparkGivesThem() throws IOException, InterruptedException {
    Path devices = folder.resolve("devices");
    List<String> arguments = gpus();
    arguments.addAll(List.of("--class", DeviceRecorder.class.getName(), "spark-internal"));
    arguments.add(devices.toString());

    assertThat(cluster.submit(arguments)).as(cluster::log).isZero();

    assertThat(Spark.session().read().textFile(devices.toString()).collectAsList())
        .hasSize(8)
        .containsOnly("gpu0", "gpu1")
        .contains("gpu0", "gpu1");
  }

  /** No image fails: the run does, before the first one. */
  @Test
  void aRunWithAGpuThatTheEngineDoesNotSeeFailsWithOneLine()
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    List<String> command = ClusterRuns.command(Demo.image("mug", 1), output, DemoRun.OPTIONS);

    assertThat(cluster.run(command, gpus())).as(cluster::log).isEqualTo(1);

    assertThat(cluster.log().lines().filter(line -> line.startsWith("heatmill: ")))
        .singleElement()
        .asString()
        .matches(
            "heatmill: Failed: Missing GPU: gpu[01] was assigned, but PyTorch sees 0 GPUs in this"
                + " process \\(needs a CUDA build of libtorch, see PYTORCH_LIBRARY_PATH, and a"
                + " driver\\)");
    assertThat(ClusterRuns.isComplete(output)).isFalse();
  }

  private List<String> gpus() {
    List<String> options = new ArrayList<>();
    for (String setting :
        List.of(
            "spark.master=local-cluster[1,2,1024]",
            "spark.worker.resource.gpu.amount=2",
            "spark.worker.resource.gpu.discoveryScript=" + script,
            "spark.executor.resource.gpu.amount=2",
            "spark.task.resource.gpu.amount=1")) {
      options.addAll(List.of("--conf", setting));
    }
    return options;
  }
}
