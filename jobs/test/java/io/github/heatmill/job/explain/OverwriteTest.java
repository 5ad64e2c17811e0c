package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An earlier run's tables are replaced on request only, and only when the new run can start. */
class OverwriteTest {
  @TempDir Path folder;

  @Test
  void tablesAreReplacedOnRequestOnly() {
    Path output = folder.resolve("output");
    Run.demo(Demo.image("jug", 1), output, "--top-k", "2");
    Demo.write(output.resolve("notes.txt"), new byte[1]);

    assertThat(Run.demo(Demo.image("mug", 1), output).exit()).isEqualTo(2);
    assertThat(Run.demo("/nowhere", output, "--overwrite").exit()).isEqualTo(2);
    assertThat(images(output)).containsExactly("file:" + Demo.image("jug", 1));

    assertThat(Run.demo(Demo.image("mug", 1), output, "--overwrite").exit()).isZero();
    assertThat(images(output)).containsExactly("file:" + Demo.image("mug", 1));
    assertThat(Demo.names(output)).contains("manifest.json", "notes.txt").hasSize(7);
  }

  @Test
  void aRunThatFailsLeavesNoManifest() {
    Path file = Demo.write(folder.resolve("file"), new byte[1]);

    Run run = Run.demo(Demo.image("jug", 1), file.resolve("output"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.errors().get(0)).startsWith("heatmill: Failed: ");
    assertThat(run.out()).isEmpty();
  }

  private static List<String> images(Path output) {
    return Spark.table(output, "predictions").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
