package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.job.console.AlignedTable;
import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.job.console.AlignedTable.Column;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a finished parameter randomisation test found, counted in its tables.
 *
 * @param images that were compared at every step
 * @param errors images that failed at some step
 * @param methods in the order of layers and ids
 * @param seconds from the start of the job, Spark's own start not counted
 * @param folder where the tables are
 */
record SanitySummary(
    long images, long errors, List<SanityOfMethod> methods, double seconds, String folder) {
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

  SanitySummary {
    methods = List.copyOf(methods);
  }

  static SanitySummary of(SparkSession spark, SanityPlan plan, double seconds) {
    RunOutput output = plan.explained().output();
    Dataset<Row> compared = spark.read().parquet(output.path(RunOutput.SANITY));
    List<Row> rows =
        compared
            .groupBy("layer", "method", "level", "randomised")
            .agg(
                expr("count(*)"),
                expr("count_if(identical)"),
                expr("count_if(original_status = 'ok' AND status != 'ok')"),
                expr("count(rank_correlation)"),
                expr("avg(rank_correlation)"),
                expr("avg(ssim)"))
            .orderBy("layer", "method", "level")
            .collectAsList();
    Map<List<String>, List<Step>> steps = new LinkedHashMap<>();
    for (Row row : rows) {
      steps
          .computeIfAbsent(List.of(row.getString(0), row.getString(1)), key -> new ArrayList<>())
          .add(step(row));
    }
    return new SanitySummary(
        compared.select("image").distinct().count(),
        spark.read().parquet(output.path(RunOutput.ERRORS)).count(),
        steps.entrySet().stream().map(entry -> method(plan, entry)).toList(),
        seconds,
        output.folder());
  }

  private static SanityOfMethod method(SanityPlan plan, Map.Entry<List<String>, List<Step>> entry) {
    String layer = entry.getKey().get(0);
    String method = entry.getKey().get(1);
    return new SanityOfMethod(layer, method, plan.isClassAgnostic(method), entry.getValue());
  }

  private static Step step(Row row) {
    Means means = new Means(row.getLong(7), number(row, 8), number(row, 9));
    return new Step(
        row.getInt(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6), means);
  }

  private static OptionalDouble number(Row row, int column) {
    return row.isNullAt(column) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(column));
  }

  /** The table that ends a run. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(line("Images  %,d compared in %.1f s", images, seconds));
    lines.add(line("Errors  %,d", errors));
    lines.add("");
    lines.addAll(table().lines());
    lines.add("");
    verdicts().lines().stream().skip(1).forEach(lines::add);
    lines.add("");
    lines.add("Tables in " + folder + ": sanity, errors; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  /**
   * One row for each step: means over n images, the number of maps that did not change by a bit,
   * and the number of maps that became flat or not finite.
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
