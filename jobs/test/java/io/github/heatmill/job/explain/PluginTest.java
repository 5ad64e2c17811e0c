package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.BadImages;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.MetricFiles;
import io.github.heatmill.job.support.OwnSpark;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.job.support.Spark;
import io.github.heatmill.model.djl.DjlProbes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark's metrics system says of a run over twelve pictures and a broken one. */
@Tag("both-lines")
class PluginTest {
  @TempDir static Path folder;
  private static MetricFiles metrics;
  private static Path output;
  private static Run run;
  private static int loaded;

  @BeforeAll
  @SuppressWarnings("try") // What is opened is used by the command, not by the block.
  static void explain() throws IOException {
    Path images = Demo.copy(folder.resolve("images"), 2);
    Demo.write(images.resolve("broken.jpg"), BadImages.text());
    metrics = new MetricFiles(Files.createDirectories(folder.resolve("sink")));
    output = folder.resolve("output");
    DjlProbes.closeAll();
    String[] more = {"--methods", "grad-cam,random", "--metrics", "average_drop", "--no-chance"};
    try (OwnSpark own = OwnSpark.with(metrics.settings())) {
      run = Run.demo(images, output, more);
      loaded = DjlProbes.loaded();
    }
  }

  @Test
  void imagesAndErrorsAreThoseOfTheTables() {
    assertThat(run.exit()).as(run.errors()::toString).isZero();
    assertThat(Spark.table(output, "predictions").count()).isEqualTo(12);
    assertThat(Spark.table(output, "errors").count()).isEqualTo(1);
    assertThat(metrics.value("images")).isEqualTo(13);
    assertThat(metrics.value("errors.decode")).isEqualTo(1);
    for (String stage : List.of("read", "infer", "explain", "score")) {
      assertThat(metrics.value("errors." + stage)).as(stage).isZero();
    }
  }

  @Test
  void stepsAreTimedByImageByBatchAndByMethod() {
    assertThat(metrics.value("decode")).isEqualTo(13);
    assertThat(metrics.value("forward")).isBetween(12 / 4.0, 13.0);
    assertThat(metrics.value("explain")).isEqualTo(2 * metrics.value("forward"));
    assertThat(metrics.value("score")).isEqualTo(metrics.value("explain"));
  }

  @Test
  void eachStepHasASumOfMilliseconds() {
    for (String step : List.of("decode", "forward", "explain", "score")) {
      assertThat(metrics.value(step + ".milliseconds")).as(step).isPositive();
    }
  }

  @Test
  void theNetworkIsLoadedOnceOntoTheCpu() {
    assertThat(metrics.value("model_loads")).isEqualTo(1);
    assertThat(metrics.value("device.cpu")).isEqualTo(1);
    assertThat(metrics.executors("images")).isEqualTo(1);
  }

  @Test
  void anExecutorThatEndsHoldsNoNetwork() {
    assertThat(loaded).isZero();
  }
}
