package io.github.heatmill.job.score;

import static org.apache.spark.sql.functions.col;

import io.github.heatmill.job.console.Progress;
import io.github.heatmill.job.console.Progress.Pass;
import io.github.heatmill.job.input.TaskPacking;
import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.score.ScorePartition;
import io.github.heatmill.udf.summary.StatisticsRows;
import io.github.heatmill.udf.table.InputFrame;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Measures the maps of a finished run. Reads the table explanations, and images only if the network
 * is asked; replaces that table and what follows from it, see {@link ScoredTables}.
 */
final class ScoreJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ScorePlan plan;
  private final RunOutput output;
  private final ScoredTables tables;

  ScoreJob(SparkSession spark, ScorePlan plan) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.tables = ScoredTables.of(plan.run().folder(), hadoop);
    this.output = tables.output();
  }

  /** Runs to the end; returns what came out, for people. */
  String run() throws IOException {
    long start = System.nanoTime();
    Dataset<Row> explanations =
        PieceTables.read(spark, output.path(RunOutput.EXPLANATIONS), Tables.EXPLANATIONS);
    long images = explanations.select("image").distinct().count();
    tables.clear();
    score(explanations, images);
    Dataset<Row> scores = spark.read().schema(Tables.SCORED).parquet(output.path(RunOutput.SCORES));
    PieceTables.writeWhole(
        InputFrame.on(scores.select("explanation.*"), plan.run().card().preprocessing()),
        tables.path(RunOutput.EXPLANATIONS));
    scores
        .where("error IS NOT NULL")
        .selectExpr("explanation.image", "error.*")
        .distinct()
        .sortWithinPartitions("image")
        .write()
        .parquet(tables.path(RunOutput.SCORE_ERRORS));
    String measured =
        MetricSummary.write(
            PieceTables.read(spark, tables.path(RunOutput.EXPLANATIONS), Tables.EXPLANATIONS),
            plan.metricsOfAll(),
            tables.path(RunOutput.SUMMARY));
    tables.replace(plan.run().scored(plan.measuring()));
    return text(images, (System.nanoTime() - start) / 1e9) + measured;
  }

  private void score(Dataset<Row> explanations, long images) throws IOException {
    RunCounters counters = RunCounters.of(spark.sparkContext());
    ScorePartition partition =
        new ScorePartition(
            explanation(),
            new SerializableConfiguration(hadoop),
            counters,
            context.broadcast(usual()));
    Progress progress = Progress.start(System.err, new Pass("", images), counters);
    try {
      // Maps are shuffled, which are small; images are read where they are used.
      explanations
          .repartition(partitions(images), col("image"))
          .sortWithinPartitions(
              ScorePartition.order().stream().map(functions::col).toArray(Column[]::new))
          .mapPartitions(partition, Encoders.row(Tables.SCORED))
          .write()
          .parquet(output.path(RunOutput.SCORES));
    } finally {
      progress.stop();
    }
  }

  private int partitions(long images) {
    long batches = images / plan.run().batchSize() + 1;
    return (int)
        Math.min(batches, (long) context.defaultParallelism() * TaskPacking.TASKS_PER_CORE);
  }

  private ExecutorRequest explanation() throws IOException {
    plan.measuring().annotations().ship(context);
    if (plan.model().isEmpty()) {
      return ExecutorRequest.withoutNetwork(plan.run().card(), plan.work());
    }
    SavedModel model = plan.model().get();
    return new ExecutorRequest(
        model.sent(model.opened(plan.work().wanted()), context), plan.work());
  }

  /** What is usual for layers, where methods are asked again that wanted to know. */
  private Map<String, ActivationStatistics> usual() throws IOException {
    boolean asked =
        plan.measuring().metrics().stream().anyMatch(m -> m.card().need() == Need.METHOD);
    return asked && output.has(RunOutput.STATISTICS, hadoop)
        ? StatisticsRows.byLayer(
            spark
                .read()
                .schema(Tables.STATISTICS)
                .parquet(output.path(RunOutput.STATISTICS))
                .collectAsList())
        : Map.of();
  }

  private String text(long images, double seconds) {
    List<Row> errors =
        spark
            .read()
            .parquet(output.path(RunOutput.SCORE_ERRORS))
            .selectExpr("count(*)", "min(concat_ws(': ', image, stage, reason))")
            .collectAsList();
    String example = errors.get(0).isNullAt(1) ? "" : ", such as " + errors.get(0).getString(1);
    return String.format(
        Locale.ROOT,
        "%nImages     %,d in %.1f s (%.1f images/s)%nUnmeasured %,d%s%n",
        images,
        seconds,
        images / seconds,
        errors.get(0).getLong(0),
        example);
  }
}
