package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.cluster.StandaloneCluster.Driver;
import io.github.heatmill.job.support.DemoRun;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.job.support.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of a real cluster that are ended while they work: nothing is lost, nothing twice. */
@Tag("cluster")
class FaultsTest {
  @TempDir Path folder;

  @Test
  void anExecutorIsEndedInMidRun() throws IOException, InterruptedException {
    StandaloneCluster cluster = StandaloneCluster.shared();
    Path output = folder.resolve("executor");
    Driver driver = cluster.start(command(output), Map.of());
    writing(output);

    ProcessHandle executor = cluster.executors().get(0);
    assertThat(executor.destroyForcibly()).isTrue();

    assertThat(driver.await()).as(driver::log).isZero();
    assertThat(driver.log()).contains("Lost executor ").contains("137");
    assertSameAsUndisturbed(output);
  }

  @Test
  @Tag("exhaustive")
  void aWorkerIsEndedInMidRunWithItsExecutors() throws IOException, InterruptedException {
    StandaloneCluster cluster = StandaloneCluster.shared();
    Path output = folder.resolve("worker");
    Driver driver = cluster.start(command(output), Map.of());
    writing(output);

    SparkHome.end(cluster.workers().get(1));

    assertThat(driver.await()).as(driver::log).isZero();
    assertThat(driver.log()).contains("Lost executor ");
    assertSameAsUndisturbed(output);
  }

  /** Waits until one of six tasks has opened the file that it writes. */
  private static void writing(Path output) {
    Until.found("a task that writes", () -> written(output));
  }

  private static Optional<Path> written(Path output) {
    if (Files.notExists(output)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(output)) {
      return files.filter(path -> path.toString().contains("_temporary/0/_temporary/")).findAny();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // Gone while it was looked at.
    }
  }

  private static List<String> command(Path output) {
    return ClusterRuns.command(DemoRun.IMAGES, output, DemoRun.OPTIONS);
  }

  private static void assertSameAsUndisturbed(Path output) {
    assertThat(Spark.json(output, "predictions")).hasSize(24);
    ClusterRuns.assertSame(output, DemoRun.OUTPUT);
  }
}
