package io.github.heatmill.job.explain;

import io.github.heatmill.job.input.ImageFiles;
import io.github.heatmill.job.output.RunOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * What a run did.
 *
 * @param counts what its tables hold
 * @param skipped files that were no images
 * @param effort what it took
 * @param tables which tables there are
 * @param folder where they are
 * @param measured what metrics say of them, for people; empty without metrics
 */
record RunSummary(
    TableCounts counts,
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
    return new RunSummary(
        TableCounts.of(spark, plan.output()),
        plan.source() instanceof ImageFiles files ? files.found().skipped() : 0,
        effort,
        tables(plan),
        plan.output().folder(),
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

  /** The table that ends a run. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    long now = counts.images() - effort.earlier();
    String which =
        String.format(
            Locale.ROOT,
            effort.earlier() == 0 ? "%,d" : "%,d, %,d of them now,",
            counts.images(),
            now);
    double rate = now / effort.seconds();
    lines.add(line("Images", "%s in %.1f s (%.1f images/s)", which, effort.seconds(), rate));
    lines.add(line("Explained", "%,d", counts.predictions()));
    lines.add(
        line(
            "Errors",
            "%,d%s",
            counts.failed(),
            counts.errors().isEmpty() ? "" : " " + counts.errors()));
    lines.add(line("Skipped", "%,d files that are no images", skipped));
    counts
        .accuracy()
        .ifPresent(
            share -> lines.add(line("Accuracy", "%.1f %% of the labelled images", 100 * share)));
    lines.add("");
    int width =
        counts.maps().keySet().stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max);
    String format = "%-" + width + "s %,10d";
    lines.add(String.format("%-" + width + "s %10s", "Layer | method | status", "Maps"));
    counts.maps().forEach((map, rows) -> lines.add(String.format(Locale.ROOT, format, map, rows)));
    measured.lines().forEach(lines::add);
    lines.add("");
    lines.add("Tables in " + folder + ": " + String.join(", ", tables) + "; manifest.json");
    return String.join("\n", lines) + "\n";
  }

  private static String line(String name, String format, Object... values) {
    return String.format(Locale.ROOT, "%-10s %s", name, String.format(Locale.ROOT, format, values));
  }
}
