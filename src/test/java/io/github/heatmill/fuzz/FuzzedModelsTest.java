package io.github.heatmill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged networks open and run, or are refused with a sentence. */
class FuzzedModelsTest {
  private static final int READ = Mutations.number(900);
  private static final int RUN = Mutations.number(100);
  private static final int SEED = 2;

  /** The files have at most 50 kB, which are read, checked, parsed and written again. */
  private static final long MOST_BYTES = 100_000_000;

  @TempDir Path folder;

  @Test
  void everyDamagedNetworkOpensOrIsRefused() throws IOException {
    Path file = folder.resolve("net.pt");
    FuzzedModels models = new FuzzedModels(SEED);

    Trials trials = Trials.run(READ, number -> models.open(models.next(), file));

    assertThat(trials.largestBytes()).isLessThan(MOST_BYTES);
  }

  @Test
  void noDamagedNetworkCrashesTheEngine() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process child =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    try {
      assertThat(child.waitFor(3, TimeUnit.MINUTES)).as("It ended").isTrue();
      assertThat(Files.readString(log)).as("Exit %s", child.exitValue()).contains("DONE");
    } finally {
      child.destroyForcibly();
    }
  }

  private static List<String> command() {
    return List.of(
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-Xmx1g",
        "-Dai.djl.offline=true",
        "-Dai.djl.pytorch.num_threads=1",
        "-cp",
        System.getProperty("java.class.path"),
        FuzzedNetworks.class.getName(),
        "" + SEED,
        "" + RUN);
  }
}
