package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableImageTest {
  @TempDir Path folder;

  @Test
  void aFileThatMayNotBeReadIsAnErrorOfThatImage() throws IOException {
    Path images = Demo.copy(folder.resolve("images"), 1);
    Path closed = images.resolve("jug/jug_01.jpg");
    Files.setPosixFilePermissions(closed, Set.of());
    assumeFalse(
        Files.isReadable(closed), "Missing a user who may not read everything, as root may");

    Run run = Run.demo(images, folder.resolve("output"));

    assertThat(run.exit()).isZero();
    List<Row> errors = Spark.table(folder.resolve("output"), "errors").collectAsList();
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).getString(1)).isEqualTo("read");
    assertThat(errors.get(0).getString(2)).contains("Permission denied");
  }
}
