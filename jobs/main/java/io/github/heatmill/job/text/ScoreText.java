package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.console.MetricSummaryText;
import io.github.heatmill.job.score.ScorePlan;
import io.github.heatmill.job.score.ScoreResult;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.udf.request.SavedModel;
import java.util.Locale;

/** Writes the plan and the result of {@code heatmill score} as text. */
public final class ScoreText {
  private ScoreText() {}

  public static String of(ScorePlan plan) {
    return String.format(
        "Run      %s%nModel    %s%nMetrics  %s%nTruth    %s%n",
        plan.run().folder(),
        plan.model().map(ScoreText::place).orElse("not needed"),
        plan.measuring().metrics().stream().map(Metric::id).collect(joining(", ")),
        plan.measuring().places().isEmpty()
            ? "none"
            : String.join(", ", plan.measuring().places()));
  }

  private static String place(SavedModel model) {
    return model.name() + " from " + model.source();
  }

  public static String of(ScoreResult result) {
    String counts =
        String.format(
            Locale.ROOT,
            "%nImages     %,d in %.1f s (%.1f images/s)%nUnmeasured %,d%s%n",
            result.images(),
            result.seconds(),
            result.images() / result.seconds(),
            result.unmeasured().count(),
            result.unmeasured().example().map(example -> ", such as " + example).orElse(""));
    return counts + MetricSummaryText.of(result.summary());
  }
}
