package io.github.heatmill.job.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.explain.ExplainResult;
import io.github.heatmill.job.explain.outcome.Recognised;
import io.github.heatmill.job.explain.outcome.TableCounts;
import io.github.heatmill.job.explain.outcome.TableCounts.Truth;
import io.github.heatmill.job.input.listing.SkippedFiles;
import io.github.heatmill.job.output.RunOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExplainTextTest {
  private static final Map<String, Long> NONE = Map.of();

  @Test
  void isATable() {
    Map<String, Long> errors = new TreeMap<>(Map.of("decode", 3L, "read", 2L));
    Map<String, Long> maps = Map.of("layer4 | grad-cam | ok", 1_995L);

    ExplainResult result =
        new ExplainResult(
            new TableCounts(
                1_995,
                0,
                new Recognised(OptionalDouble.of(0.6154), 0, Optional.empty()),
                Truth.NONE,
                errors,
                maps),
            new SkippedFiles(Map.of("text file", 5L, "hidden", 2L)),
            new ExplainResult.Effort(0, 100),
            new ExplainResult.Tables("file:/out", RunOutput.TABLES),
            List.of(),
            List.of("2 names of images come several times, such as 0001"),
            Optional.empty());

    assertThat(result.counts().images()).isEqualTo(2_000);
    assertThat(ExplainText.of(result))
        .isEqualTo(
            """

            Images     2,000 in 100.0 s (20.0 images/s)
            Explained  1,995
            Errors     5 {decode=3, read=2}
            Skipped    7: text file 5, hidden 2
            Found      2,007 = 1,995 predictions + 5 errors + 7 skipped
            Accuracy   61.5 % of the labelled images
            Note       2 names of images come several times, such as 0001

            Layer | method | status                                            Maps
            layer4 | grad-cam | ok                                            1,995

            Tables in file:/out: predictions, explanations, errors; manifest.json
            """);
  }

  @Test
  void withoutLabelsThereIsNoAccuracy() {
    ExplainResult result =
        new ExplainResult(
            new TableCounts(1, 0, Recognised.UNKNOWN, Truth.NONE, NONE, NONE),
            SkippedFiles.NONE,
            new ExplainResult.Effort(0, 1),
            new ExplainResult.Tables("file:/out", RunOutput.TABLES),
            List.of(),
            List.of(),
            Optional.empty());

    assertThat(ExplainText.of(result)).doesNotContain("Accuracy").contains("Errors     0\n");
  }

  @Test
  void severalLabelsHaveMeansInPlaceOfAnAccuracy() {
    Recognised.LabelQuality macro = new Recognised.LabelQuality(1_200, 0.75, 0.5, 0.6);
    ExplainResult result =
        new ExplainResult(
            new TableCounts(
                1_205,
                5,
                new Recognised(OptionalDouble.empty(), 800, Optional.of(macro)),
                Truth.NONE,
                NONE,
                NONE),
            SkippedFiles.NONE,
            new ExplainResult.Effort(0, 1),
            new ExplainResult.Tables("file:/out", RunOutput.TABLES),
            List.of(),
            List.of(),
            Optional.empty());

    assertThat(ExplainText.of(result))
        .doesNotContain("Accuracy")
        .contains("Explained  1,200\nNo maps    5: no class is as probable as --target asks\n")
        .contains(
            "Labels     precision 0.750, recall 0.500, F1 0.600: means over the labels of 1,200 images\n");
  }
}
