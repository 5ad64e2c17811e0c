package io.github.heatmill.job.compare.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.pair.Matching;
import io.github.heatmill.job.compare.pair.PairedMaps;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Counts the images of both runs.
 *
 * @param names one row for each image name, with the numbers of predictions and errors of each run
 */
public record ImageCounts(Dataset<Row> names) {
  private static final String BASELINE = "baseline";
  private static final String CANDIDATE = "candidate";
  private static final int EXAMPLES = 2;

  public static ImageCounts of(SparkSession spark, ComparedRuns runs) {
    Dataset<Row> all =
        of(spark, runs, BASELINE, runs.baseline().folder())
            .union(of(spark, runs, CANDIDATE, runs.candidate().folder()));
    return new ImageCounts(
        all.groupBy("key")
            .agg(
                expr("count_if(run = 'baseline' AND NOT failed) AS baseline"),
                expr("count_if(run = 'candidate' AND NOT failed) AS candidate"),
                expr("count_if(run = 'baseline' AND failed) AS baseline_failed"),
                expr("count_if(run = 'candidate' AND failed) AS candidate_failed")));
  }

  private static Dataset<Row> of(SparkSession spark, ComparedRuns runs, String run, String folder) {
    return names(spark, runs, folder + "/" + RunOutput.PREDICTIONS)
        .withColumn("failed", lit(false))
        .union(names(spark, runs, folder + "/" + RunOutput.ERRORS).withColumn("failed", lit(true)))
        .withColumn("run", lit(run));
  }

  private static Dataset<Row> names(SparkSession spark, ComparedRuns runs, String table) {
    return PieceTables.names(spark, table).select(PairedMaps.imageKey(runs.matching()).as("key"));
  }

  /** One row of counts, whose names are in {@link SummaryColumns}. */
  public Row counted() {
    return names
        .agg(
            expr("count_if(baseline > 0 AND candidate > 0)").as(SummaryColumns.MATCHED),
            expr("count_if(candidate + candidate_failed = 0) AS only_in_baseline"),
            expr("count_if(baseline + baseline_failed = 0) AS only_in_candidate"),
            expr(
                "count_if(baseline + baseline_failed > 0 AND candidate + candidate_failed > 0"
                    + " AND (baseline = 0 OR candidate = 0)) AS failed"),
            expr("coalesce(sum(baseline_failed), 0) AS errors_in_baseline"),
            expr("coalesce(sum(candidate_failed), 0) AS errors_in_candidate"))
        .first();
  }

  /**
   * Why too few images are matched for a condition on the numbers.
   *
   * @return none if there are enough
   */
  public Optional<String> tooFewMatched(Matching matching) {
    Row counts =
        names
            .agg(expr("count_if(baseline > 0)"), expr("count_if(baseline > 0 AND candidate > 0)"))
            .first();
    long all = counts.getLong(0);
    long matched = counts.getLong(1);
    return matched >= matching.least() * all
        ? Optional.empty()
        : Optional.of(
            "--fail-if is not decided: %,d of the %,d images that the baseline explained are matched (must be >= %s of them: compare runs over the same images, or give --min-matched)"
                .formatted(matched, all, matching.least()));
  }

  /** The error for runs without a common image, with examples of each run. */
  public IllegalArgumentException nothingInCommon(ComparedRuns runs) {
    return new IllegalArgumentException(
        "No image in common: the baseline explained %s; the candidate explained %s (images are paired %s; --match-parts N pairs them by the last N parts of their names)"
            .formatted(examples(BASELINE), examples(CANDIDATE), runs.matching().text()));
  }

  private String examples(String run) {
    List<String> examples =
        names.where(col(run).gt(0)).orderBy("key").limit(EXAMPLES).collectAsList().stream()
            .map(row -> row.<String>getAs("key"))
            .toList();
    return examples.isEmpty() ? "no image" : "such as " + String.join(" and ", examples);
  }
}
