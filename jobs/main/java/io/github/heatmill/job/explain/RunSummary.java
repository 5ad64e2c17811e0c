package io.github.heatmill.job.explain;

import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a finished run's tables hold, counted in the tables themselves.
 *
 * @param predictions images with a prediction
 * @param errors images without one, by stage
 * @param maps maps by layer, method and status, such as {@code layer4 | grad-cam | ok}
 * @param accuracy share of labelled images whose predicted class is the label; empty without labels
 * @param skipped files that were no images
 * @param effort what it took
 * @param tables which tables there are
 * @param folder where they are
 * @param measured what metrics say of them, for people; empty without metrics
 */
record RunSummary(
    long predictions,
    Map<String, Long> errors,
    Map<String, Long> maps,
    OptionalDouble accuracy,
    long skipped,
    Effort effort,
    List<String> tables,
    String folder,
    String measured) {
  private static final int NAME_WIDTH = 60;

  /**
   * What a run took.
   *
   * @param earlier images that were done before: the run was cut off, or images came later
   * @param seconds from the start of the job, Spark's own start not counted
   */
  record Effort(long earlier, double seconds) {}

  static RunSummary of(SparkSession spark, ExplainPlan plan, Effort effort, String measured) {
    RunOutput output = plan.output();
    Dataset<Row> predictions = PieceTables.read(spark, output.path(RunOutput.PREDICTIONS));
    Dataset<Row> explanations = PieceTables.read(spark, output.path(RunOutput.EXPLANATIONS));
    Dataset<Row> errors = PieceTables.read(spark, output.path(RunOutput.ERRORS));
    Row counted =
        predictions
            .selectExpr(
                "count(*)", "avg(if(label = predicted, 1D, 0D)) FILTER (WHERE label IS NOT NULL)")
            .first();
    return new RunSummary(
        counted.getLong(0),
        counts(errors.groupBy("stage").count()),
        counts(
            explanations
                .selectExpr("concat_ws(' | ', layer, method, status) AS map")
                .groupBy("map")
                .count()),
        counted.isNullAt(1) ? OptionalDouble.empty() : OptionalDouble.of(counted.getDouble(1)),
        plan.source() instanceof ImageFiles files ? files.found().skipped() : 0,
        effort,
        tables(plan),
        output.folder(),
        measured);
  }

  private static List<String> tables(ExplainPlan plan) {
    List<String> tables = new ArrayList<>(RunOutput.TABLES);
    if (!plan.work().layersWithStatistics().isEmpty()) {
      tables.add(RunOutput.STATISTICS);
    }
    if (!plan.measuring().metrics().isEmpty()) {
      tables.add(RunOutput.SUMMARY);
    }
    return tables;
  }

  private static Map<String, Long> counts(Dataset<Row> counted) {
    Map<String, Long> counts = new TreeMap<>();
    counted.collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  /** All images that went in. */
  long images() {
    return predictions + errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The table that ends a run. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    long now = images() - effort.earlier();
    String which =
        String.format(
            Locale.ROOT, effort.earlier() == 0 ? "%,d" : "%,d, %,d of them now,", images(), now);
    double rate = now / effort.seconds();
    lines.add(line("Images", "%s in %.1f s (%.1f images/s)", which, effort.seconds(), rate));
    lines.add(line("Explained", "%,d", predictions));
    lines.add(
        line("Errors", "%,d%s", images() - predictions, errors.isEmpty() ? "" : " " + errors));
    lines.add(line("Skipped", "%,d files that are no images", skipped));
    accuracy.ifPresent(
        share -> lines.add(line("Accuracy", "%.1f %% of the labelled images", 100 * share)));
    lines.add("");
    int width = maps.keySet().stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max);
    String format = "%-" + width + "s %,10d";
    lines.add(String.format("%-" + width + "s %10s", "Layer | method | status", "Maps"));
    maps.forEach((map, count) -> lines.add(String.format(Locale.ROOT, format, map, count)));
    measured.lines().forEach(lines::add);
    lines.add("");
    lines.add("Tables in " + folder + ": " + String.join(", ", tables) + "; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-10s %s", name, String.format(Locale.ROOT, format, values));
  }
}
