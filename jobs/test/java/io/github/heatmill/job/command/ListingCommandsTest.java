package io.github.heatmill.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.support.AlteredDemo;
import io.github.heatmill.job.support.Demo;
import io.github.heatmill.job.support.Run;
import io.github.heatmill.method.Methods;
import io.github.heatmill.metric.Metrics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code heatmill layers}, {@code heatmill methods} and {@code heatmill metrics}. */
class ListingCommandsTest {

  @Test
  void layersAreListedInTheOrderOfExecution() {
    Run run = Run.of("layers", "--model", Demo.MODEL.toString());

    assertThat(run.exit()).isZero();
    List<String> lines = run.out().lines().map(line -> line.replaceAll(" {2,}", " ")).toList();
    assertThat(lines).hasSize(1 + 24 + 5);
    assertThat(lines)
        .containsSubsequence(
            " Layer Type Output for one image Layout",
            " features.stem.conv Conv2d 16 x 112 x 112 nchw, measured",
            "+ features.stage1 Sequential 24 x 56 x 56 nchw, measured",
            " features.stage4 ResidualBlock 80 x 14 x 14 nchw, measured",
            "* features Sequential 80 x 14 x 14 nchw, measured",
            " pool AdaptiveAvgPool2d 80 x 1 x 1 nchw, one place",
            " classifier Linear 6 no map: has one vector for an image",
            "measured: the output changes where the image changes, along its rows and columns.",
            "* is what --layer auto takes: the last layer with a map of features.",
            "+ and * together are what it takes for methods that fuse the maps of each resolution.",
            "1 layers cannot be explained; --all tells why.");
  }

  @Test
  void allTellsWhyOthersCannotBeExplained() {
    Run run = Run.of("layers", "--all", "--model", Demo.MODEL.resolve("demo.pt").toString());

    assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", " ")))
        .endsWith(
            "Cannot be explained:",
            " features.stage4.relu it is called several times in one forward pass");
  }

  @Test
  void shapesFollowTheInputSize() {
    Run run = Run.of("layers", "--model", Demo.MODEL.toString(), "--input-size", "96");

    assertThat(run.out())
        .containsPattern("features.stage4 +ResidualBlock +80 x 6 x 6 +nchw, measured\n");
  }

  @Test
  void aPartOfTheOutputThatIsNotThereIsAUsageError() {
    Run run = Run.of("layers", "--model", Demo.MODEL.toString(), "--output-part", "logits");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Unknown part of the output: logits (the network returns one tensor)");
  }

  @Test
  void aPartOfAnotherNameThanThoseOfTheNetworkIsAUsageError(@TempDir Path folder) {
    Path network =
        AlteredDemo.write(folder, "Dict[str, Tensor]", "return {\"logits\": z, \"a/b\": x}");
    Run wrong = Run.of("layers", "--model", network.toString(), "--output-part", "a");
    Run right = Run.of("layers", "--model", network.toString(), "--output-part", "logits");

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors())
        .containsExactly(
            "heatmill: Unknown part of the output: a (must be one of logits (2, 6), a/b (2, 3, 224,"
                + " 224) for 2 images)");
    assertThat(right.exit()).isZero();
  }

  @Test
  void aMissingModelIsAUsageError() {
    Run run = Run.of("layers", "--model", "/nowhere.pt");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errors())
        .containsExactly(
            "heatmill: Missing model: /nowhere.pt (must be a .pt or .pt2 file, or a folder with one)");
  }

  @Test
  void everyMethodIsListedWithWhatItDoes() {
    Run run = Run.of("methods");

    assertThat(run.exit()).isZero();
    Methods.all()
        .forEach(
            method ->
                assertThat(run.out())
                    .contains("\n" + method.id())
                    .contains(method.card().summary()));
  }

  @Test
  void everyMetricIsListedWithWhatItDoesAndAllItsColumns() {
    Run run = Run.of("metrics");

    assertThat(run.exit()).isZero();
    Metrics.all()
        .forEach(
            metric -> {
              assertThat(run.out()).contains("\n" + metric.id()).contains(metric.card().summary());
              metric
                  .columns()
                  .forEach(
                      column -> assertThat(run.out()).contains("\n    " + column.name() + ": "));
            });
  }
}
