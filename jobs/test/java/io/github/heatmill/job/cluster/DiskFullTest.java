package io.github.heatmill.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.heatmill.job.cluster.StandaloneCluster.Driver;
import io.github.heatmill.job.support.DemoRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small disk for the output, made of memory; skipped where that is not permitted. */
@Tag("cluster")
@Tag("exhaustive")
class DiskFullTest {
  /** A disk that is full for one executor is full for all. */
  private static final Map<String, String> ONE_ATTEMPT =
      Map.of("spark.task.maxFailures", "1", "spark.excludeOnFailure.enabled", "false");

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        done("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
        "Missing the right to mount a file system");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    done("umount", disk.toString());
  }

  @Test
  void aFullDiskEndsTheRunWithOneLineAndTheRunGoesOnWhenThereIsRoom()
      throws IOException, InterruptedException {
    assertThat(DemoRun.RUN.exit()).isZero();
    StandaloneCluster cluster = StandaloneCluster.shared();
    Path output = disk.resolve("output");
    List<String> command = ClusterRuns.command(DemoRun.IMAGES, output, DemoRun.OPTIONS);

    Driver full = cluster.start(command, ONE_ATTEMPT);

    assertThat(full.await()).as(full::log).isEqualTo(1);
    assertThat(full.problems())
        .singleElement()
        .asString()
        .startsWith("heatmill: Failed: No space left on device in ")
        .contains("free some there, then give the same command again");
    assertThat(ClusterRuns.isComplete(output)).isFalse();

    assertThat(done("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
    Driver again = cluster.start(command, Map.of());

    assertThat(again.await()).as(again::log).isZero();
    ClusterRuns.assertSame(output, DemoRun.OUTPUT);
  }

  private static boolean done(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
