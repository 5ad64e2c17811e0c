package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.cluster.StandaloneCluster.Driver;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.support.Until;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with single images or executors on a real cluster does not end the run. */
@Tag("cluster")
class PoisonTest {
  private static final Path UNDEFINED =
      Path.of("../udfs/test/resources/networks/undefined.pt").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void imagesThatEndTheirProcessOrFillTheStackAreErrorsAndTheOthersAreNot()
      throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    StandaloneCluster cluster = StandaloneCluster.shared();
    Path images = Demo.copy(folder.resolve("images"), 4);
    Demo.write(images.resolve("house/ending.webp"), PoisonJar.ending());
    Demo.write(images.resolve("jug/recursing.webp"), PoisonJar.recursing());
    Path output = folder.resolve("output");
    String classPath = PoisonJar.in(folder) + File.pathSeparator + cluster.classPath();

    Driver driver =
        cluster.start(
            ClusterRuns.command(images, output, DemoRun.OPTIONS),
            Map.of("spark.executor.extraClassPath", classPath));

    assertThat(driver.await()).as(driver::log).isZero();
    assertThat(ClusterRuns.isComplete(output)).isTrue();
    assertThat(ClusterRuns.errors(output))
        .containsExactly(
            "ending.webp decode: Executor process ended while it worked on this image",
            "recursing.webp decode: Image cannot be decoded:"
                + " its reader met java.lang.StackOverflowError");
    assertThat(withoutFolder(output, images))
        .isEqualTo(withoutFolder(DemoRun.OUTPUT, DemoRun.IMAGES));
    assertThat(driver.log()).contains("139").doesNotContain("Driver does not answer");
  }

  /** All rows of the two other tables, whose images lie elsewhere. */
  private static List<String> withoutFolder(Path output, Path images) {
    List<String> rows = new ArrayList<>(Spark.json(output, "predictions"));
    assertThat(rows).hasSize(24);
    rows.addAll(Spark.json(output, "explanations"));
    return rows.stream().map(row -> row.replace(images.toString(), "")).toList();
  }

  /** One executor loses the network as soon as it has it, and the network gives nothing but NaN. */
  @Test
  @Tag("exhaustive")
  void aNetworkThatIsGoneFromOneExecutorAndGivesNoNumbersOnTheOtherEndsInErrors()
      throws IOException, InterruptedException {
    StandaloneCluster cluster = StandaloneCluster.shared();
    List<Path> before = cluster.workFolders();
    Path output = folder.resolve("output");
    // It takes a root of 0.75 less the mean input, which is below 0 for all pictures but black
    // ones.
    List<String> nowhereFinite =
        List.of("--layer", "conv", "--input-size", "8", "--normalize", "0,0,0,0.01,0.01,0.01");
    Driver driver =
        cluster.start(
            ClusterRuns.command(DemoRun.IMAGES, UNDEFINED, output, nowhereFinite), Map.of());

    Path network = Until.found("a network on an executor", () -> network(cluster, before));
    Files.delete(network);

    assertThat(driver.await()).as(driver::log).isZero();
    assertThat(ClusterRuns.isComplete(output)).isTrue();
    assertThat(Spark.json(output, "predictions")).isEmpty();
    assertThat(ClusterRuns.errors(output))
        .hasSize(24)
        .allSatisfy(
            error ->
                assertThat(error)
                    .endsWith(" infer: Network gave logits that are not finite numbers"));
    assertThat(driver.log()).contains("Model cannot be loaded: " + network.getFileName());
  }

  private static Optional<Path> network(StandaloneCluster cluster, List<Path> before) {
    return cluster.workFolders().stream()
        .filter(executor -> !before.contains(executor))
        .flatMap(executor -> Demo.names(executor).stream().map(executor::resolve))
        .filter(file -> file.toString().endsWith(".pt"))
        .findFirst();
  }
}
