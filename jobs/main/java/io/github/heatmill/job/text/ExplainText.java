package io.github.heatmill.job.text;

import io.github.heatmill.job.console.MetricSummaryText;
import io.github.heatmill.job.explain.ExplainResult;
import io.github.heatmill.job.explain.outcome.Recognised;
import io.github.heatmill.job.explain.outcome.TableCounts;
import io.github.heatmill.job.explain.outcome.TableCounts.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the result of {@code heatmill explain} as text. */
public final class ExplainText {
  private static final int NAME_WIDTH = 60;

  private ExplainText() {}

  public static String of(ExplainResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    addCounts(lines, result);
    lines.add("");
    addMaps(lines, result.counts());
    MetricSummaryText.of(result.summary()).lines().forEach(lines::add);
    lines.add("");
    lines.add(
        "Tables in "
            + result.tables().folder()
            + ": "
            + String.join(", ", result.tables().names())
            + "; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  private static void addCounts(List<String> lines, ExplainResult result) {
    TableCounts counts = result.counts();
    double seconds = result.effort().seconds();
    String images =
        String.format(
            Locale.ROOT,
            result.effort().earlierImages() == 0 ? "%,d" : "%,d, %,d of them now,",
            counts.images(),
            result.newImages());
    double rate = result.newImages() / seconds;
    lines.add(line("Images", "%s in %.1f s (%.1f images/s)", images, seconds, rate));
    lines.add(line("Explained", "%,d", counts.predictions() - counts.unexplained()));
    if (counts.unexplained() > 0) {
      lines.add(
          line("No maps", "%,d: no class is as probable as --target asks", counts.unexplained()));
    }
    String stages = counts.errors().isEmpty() ? "" : " " + counts.errors();
    lines.add(line("Errors", "%,d%s", counts.failed(), stages));
    lines.add(line("Skipped", "%s", result.skipped()));
    lines.add(
        line(
            "Found",
            "%,d = %,d predictions + %,d errors + %,d skipped",
            result.found(),
            counts.predictions(),
            counts.failed(),
            result.skipped().total()));
    addRecognised(lines, counts);
    result.remarks().forEach(remark -> lines.add(line("Note", "%s", remark)));
  }

  private static void addRecognised(List<String> lines, TableCounts counts) {
    Recognised recognised = counts.recognised();
    Truth truth = counts.truth();
    String known =
        truth.known() < truth.labelled()
            ? String.format(
                Locale.ROOT,
                "%,d images whose label is a class (%,d have others)",
                truth.known(),
                truth.labelled() - truth.known())
            : "labelled images";
    recognised
        .accuracy()
        .ifPresent(share -> lines.add(line("Accuracy", "%.1f %% of the %s", 100 * share, known)));
    recognised
        .quality()
        .ifPresent(
            macro ->
                lines.add(
                    line(
                        "Labels",
                        "precision %.3f, recall %.3f, F1 %.3f: means over the labels of %,d images",
                        macro.precision(),
                        macro.recall(),
                        macro.f1(),
                        macro.images())));
  }

  private static void addMaps(List<String> lines, TableCounts counts) {
    int width =
        counts.maps().keySet().stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max);
    String format = "%-" + width + "s %,10d";
    lines.add(String.format("%-" + width + "s %10s", "Layer | method | status", "Maps"));
    counts.maps().forEach((map, rows) -> lines.add(String.format(Locale.ROOT, format, map, rows)));
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-10s %s", name, String.format(Locale.ROOT, format, values));
  }
}
