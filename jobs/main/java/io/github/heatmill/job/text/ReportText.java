package io.github.heatmill.job.text;

import io.github.heatmill.job.input.ImageSource;
import io.github.heatmill.job.report.ReportPlan;
import io.github.heatmill.job.report.ReportResult;
import io.github.heatmill.job.report.run.NumberText;
import java.util.Locale;

/** Formats what {@code heatmill report} prints. */
public final class ReportText {
  private ReportText() {}

  /** The lines before the job starts. */
  public static String of(ReportPlan plan) {
    return String.format(
        "Run     %s%nModel   %s%nImages  %s%n",
        plan.run().folder(),
        plan.run().modelName(),
        plan.images()
            .map(ImageSource::description)
            .orElse("where the run found them: " + plan.run().imageSource()));
  }

  /** The line after the job. */
  public static String of(ReportResult result) {
    return String.format(
        Locale.ROOT,
        "Report  %s (%s, %.1f MB)%n",
        result.page(),
        NumberText.count(result.images(), "image"),
        result.bytes() / 1e6);
  }
}
