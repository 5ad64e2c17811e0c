package io.github.heatmill.job.score;

import static org.apache.spark.sql.functions.col;

import io.github.heatmill.job.input.TaskPacking;
import io.github.heatmill.job.output.MetricSummary;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.ScoredTables;
import io.github.heatmill.job.output.StatisticsTable;
import io.github.heatmill.job.output.SummaryRow;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.job.run.Measuring;
import io.github.heatmill.job.score.ScoreResult.Unmeasured;
import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.SavedModel;
import io.github.heatmill.udf.score.ScorePartition;
import io.github.heatmill.udf.table.InputFrame;
import io.github.heatmill.udf.table.LiteralPath;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Measures the maps of a finished run. Reads the table explanations, and images only if a metric
 * needs the network; replaces that table and the tables that are made from it, as {@link
 * ScoredTables} describes.
 */
public final class ScoreJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ScorePlan plan;
  private final ProgressListener listener;
  private final RunOutput output;
  private final ScoredTables tables;

  public ScoreJob(SparkSession spark, ScorePlan plan, ProgressListener listener) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.listener = listener;
    this.tables = ScoredTables.of(plan.run().folder(), hadoop);
    this.output = tables.output();
  }

  /** Measures all maps and replaces the tables of the run. */
  public ScoreResult run() throws IOException {
    long start = System.nanoTime();
    Dataset<Row> explanations =
        PieceTables.read(spark, output.path(RunOutput.EXPLANATIONS), Tables.EXPLANATIONS);
    List<String> names =
        explanations.select("image").distinct().as(Encoders.STRING()).collectAsList();
    Measuring measuring = met(names);
    long images = names.size();
    tables.clear();
    score(explanations, images, measuring);
    Dataset<Row> scores =
        spark.read().schema(Tables.SCORED).parquet(LiteralPath.of(output.path(RunOutput.SCORES)));
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
    List<SummaryRow> summary =
        MetricSummary.write(
            PieceTables.read(spark, tables.path(RunOutput.EXPLANATIONS), Tables.EXPLANATIONS),
            plan.metricsOfAll(),
            tables.path(RunOutput.SUMMARY));
    tables.replace(plan.run().scored(measuring));
    double seconds = (System.nanoTime() - start) / 1e9;
    return new ScoreResult(output.folder(), images, seconds, unmeasured(), summary);
  }

  /** Finds the images in the ground truth. */
  private Measuring met(List<String> images) {
    Problems problems = new Problems();
    Measuring measuring = plan.measuring().met(images, hadoop, problems);
    problems.throwIfAny();
    return measuring;
  }

  private void score(Dataset<Row> explanations, long images, Measuring measuring)
      throws IOException {
    RunCounters counters = RunCounters.of(spark.sparkContext());
    ScorePartition partition =
        new ScorePartition(
            explanation(measuring),
            new SerializableConfiguration(hadoop),
            counters,
            context.broadcast(statistics()));
    PassProgress progress = PassProgress.start(listener, new Pass("", images), counters);
    try {
      // This shuffles maps, which are small; images are read where they are used.
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

  private ExecutorRequest explanation(Measuring measuring) throws IOException {
    measuring.annotations().ship(context);
    ExplainSpec work = plan.work().measuring(measuring.scoring());
    if (plan.model().isEmpty()) {
      return ExecutorRequest.withoutNetwork(plan.run().card(), work);
    }
    SavedModel model = plan.model().get();
    return new ExecutorRequest(model.sent(model.opened(work.wanted()), context), work);
  }

  /** Activation statistics, for metrics that run methods again. */
  private Map<String, ActivationStatistics> statistics() throws IOException {
    boolean asked =
        plan.measuring().metrics().stream().anyMatch(m -> m.card().need() == Need.METHOD);
    return asked && output.has(RunOutput.STATISTICS, hadoop)
        ? StatisticsTable.read(spark, output)
        : Map.of();
  }

  private Unmeasured unmeasured() {
    Row errors =
        spark
            .read()
            .parquet(LiteralPath.of(output.path(RunOutput.SCORE_ERRORS)))
            .selectExpr("count(*)", "min(concat_ws(': ', image, stage, reason))")
            .first();
    return new Unmeasured(errors.getLong(0), Optional.ofNullable(errors.getString(1)));
  }
}
