package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.expr;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.sanity.SanityOfMethod.Means;
import io.github.heatmill.job.sanity.SanityOfMethod.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
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
    String names =
        "%-"
            + width("Layer", SanityOfMethod::layer)
            + "s  "
            + "%-"
            + width("Method", SanityOfMethod::method)
            + "s  ";
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(line("Images  %,d compared in %.1f s", images, seconds));
    lines.add(line("Errors  %,d", errors));
    lines.add("");
    lines.addAll(table(names));
    lines.add("");
    methods.forEach(m -> lines.add(line(names + "%s", m.layer(), m.method(), m.verdict())));
    lines.add("");
    lines.add("Tables in " + folder + ": sanity, errors; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  /**
   * A line a step: means over n images, how many maps did not change by a bit, and how many became
   * flat or not finite.
   */
  private List<String> table(String names) {
    int from = width("Randomised from", m -> widest(m.steps()));
    String format = names + "%4s  %-" + from + "s  %6s  %6s  %6s  %9s  %6s";
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            format,
            "Layer",
            "Method",
            "Step",
            "Randomised from",
            "Rank",
            "SSIM",
            "n",
            "Unchanged",
            "Lost"));
    for (SanityOfMethod each : methods) {
      for (Step step : each.steps()) {
        Means means = step.means();
        Object[] values = {
          each.layer(), each.method(), step.number(), step.randomised(),
          shown(means.rankCorrelation()), shown(means.ssim()), means.compared(), step.identical(),
          step.lost()
        };
        lines.add(line(format, values));
      }
    }
    return lines;
  }

  private int width(String title, Function<SanityOfMethod, String> text) {
    return Stream.concat(Stream.of(title), methods.stream().map(text))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  private static String widest(List<Step> steps) {
    return steps.stream()
        .map(Step::randomised)
        .reduce("", (a, b) -> a.length() >= b.length() ? a : b);
  }

  private static String shown(OptionalDouble mean) {
    return mean.isPresent() ? line("%.3f", mean.getAsDouble()) : UNDEFINED;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
