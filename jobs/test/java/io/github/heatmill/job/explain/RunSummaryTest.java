package io.github.heatmill.job.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.output.RunOutput;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final Map<String, Long> NONE = Map.of();

  @Test
  void isATable() {
    Map<String, Long> errors = new TreeMap<>(Map.of("decode", 3L, "read", 2L));
    Map<String, Long> maps = Map.of("layer4 | grad-cam | ok", 1_995L);

    RunSummary summary =
        new RunSummary(
            new TableCounts(1_995, OptionalDouble.of(0.6154), errors, maps),
            7,
            new RunSummary.Effort(0, 100),
            RunOutput.TABLES,
            "file:/out",
            "");

    assertThat(summary.counts().images()).isEqualTo(2_000);
    assertThat(summary.text())
        .isEqualTo(
            """

            Images     2,000 in 100.0 s (20.0 images/s)
            Explained  1,995
            Errors     5 {decode=3, read=2}
            Skipped    7 files that are no images
            Accuracy   61.5 % of the labelled images

            Layer | method | status                                            Maps
            layer4 | grad-cam | ok                                            1,995

            Tables in file:/out: predictions, explanations, errors; manifest.json
            """);
  }

  @Test
  void withoutLabelsThereIsNoAccuracy() {
    RunSummary summary =
        new RunSummary(
            new TableCounts(1, OptionalDouble.empty(), NONE, NONE),
            0,
            new RunSummary.Effort(0, 1),
            RunOutput.TABLES,
            "file:/out",
            "");

    assertThat(summary.text()).doesNotContain("Accuracy").contains("Errors     0\n");
  }
}
