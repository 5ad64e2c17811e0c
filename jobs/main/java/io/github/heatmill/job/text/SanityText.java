package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.sanity.SanityOfMethod;
import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import io.github.heatmill.job.sanity.SanityPlan;
import io.github.heatmill.job.sanity.SanityResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Writes the plan and the result of {@code heatmill sanity} as text.
 *
 * @param methods the methods of the result
 */
public record SanityText(List<SanityOfMethod> methods) {
  private static final String UNDEFINED = "-";
  private static final int NUMBER_WIDTH = 6;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Layer", Align.LEFT),
          new Column("Method", Align.LEFT),
          new Column("Step", Align.RIGHT),
          new Column("Randomised from", Align.LEFT),
          new Column("Rank", Align.RIGHT, NUMBER_WIDTH),
          new Column("SSIM", Align.RIGHT, NUMBER_WIDTH),
          new Column("n", Align.RIGHT, NUMBER_WIDTH),
          new Column("Unchanged", Align.RIGHT),
          new Column("Lost", Align.RIGHT, NUMBER_WIDTH));

  public static String of(SanityPlan plan) {
    return MapRunText.of(plan.run())
        + "Sample   "
        + plan.run().work().sizes().sample()
        + " images\nSteps    "
        + plan.levels().stream()
            .map(level -> level.number() + " from " + level.from())
            .collect(joining("\n         "))
        + "\n";
  }

  public static String of(SanityResult result) {
    return new SanityText(result.methods()).text(result);
  }

  private String text(SanityResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(line("Images  %,d compared in %.1f s", result.images(), result.seconds()));
    lines.add(line("Errors  %,d", result.errors()));
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    verdicts().lines().stream().skip(1).forEach(lines::add);
    lines.add("");
    lines.add("Tables in " + result.folder() + ": sanity, errors; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  /**
   * One row for each step: means over n maps, the number of maps that did not change by a bit, and
   * the number of maps that became flat or not finite.
   */
  private AlignedTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (SanityOfMethod each : methods) {
      for (Step step : each.steps()) {
        Means means = step.means();
        rows.add(
            List.of(
                each.layer(),
                each.method(),
                Integer.toString(step.number()),
                step.randomised(),
                shown(means.rankCorrelation()),
                shown(means.ssim()),
                Long.toString(means.compared()),
                Long.toString(step.identical()),
                Long.toString(step.lost())));
      }
    }
    return new AlignedTable(COLUMNS, rows);
  }

  private AlignedTable verdicts() {
    return new AlignedTable(
        List.of(COLUMNS.get(0), COLUMNS.get(1), new Column("", Align.LEFT)),
        methods.stream()
            .map(each -> List.of(each.layer(), each.method(), each.verdict()))
            .toList());
  }

  private static String shown(OptionalDouble mean) {
    return mean.isPresent() ? line("%.3f", mean.getAsDouble()) : UNDEFINED;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
