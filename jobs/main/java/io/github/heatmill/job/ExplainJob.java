package io.github.heatmill.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.job.Progress.Pass;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.udf.executor.ExplainPartition;
import io.github.heatmill.udf.executor.Explanation;
import io.github.heatmill.udf.executor.RunCounters;
import io.github.heatmill.udf.table.InputFrame;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Explains a dataset. A pass over the images writes one row each; the three tables are cut from
 * those rows, so that they cannot disagree. Image bytes are read where they are used, cross no
 * shuffle, and are never written.
 */
final class ExplainJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ExplainPlan plan;

  ExplainJob(SparkSession spark, ExplainPlan plan) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
  }

  /** Runs to the end; returns what the tables then hold. */
  RunSummary run() throws IOException {
    long start = System.nanoTime();
    Explanation explanation = explanation();
    Dataset<Row> images = InputImages.read(spark, plan);
    long expected =
        plan.source().files().map(found -> (long) found.images().size()).orElseGet(images::count);
    if (plan.output().overwrite()) {
      plan.output().clear(hadoop);
    }
    Statistics statistics = statistics(images, explanation);
    explain(images, explanation, statistics, expected);
    Dataset<Row> outcomes = spark.read().schema(Tables.OUTCOME).parquet(plan.output().outcomes());
    writeTables(outcomes);
    String measured = measured();
    RunSummary summary = RunSummary.of(spark, plan, (System.nanoTime() - start) / 1e9, measured);
    plan.output().writeManifest(Manifest.json(plan, statistics, summary, spark.version()), hadoop);
    plan.output().deleteOutcomes(hadoop);
    return summary;
  }

  private String measured() {
    String explanations = plan.output().path(RunOutput.EXPLANATIONS);
    return MetricSummary.write(
        spark.read().schema(Tables.EXPLANATIONS).parquet(explanations),
        plan.measuring().metrics(),
        plan.output().path(RunOutput.SUMMARY));
  }

  private Explanation explanation() throws IOException {
    OpenedModel opened = plan.model().opened(plan.work().wanted());
    plan.measuring().annotations().ship(context);
    return new Explanation(plan.model().sent(opened, context), plan.work());
  }

  private Statistics statistics(Dataset<Row> images, Explanation explanation) throws IOException {
    return plan.work().layersWithStatistics().isEmpty()
        ? Statistics.none()
        : new StatisticsPass(spark, explanation, plan.output()).run(images);
  }

  private void explain(
      Dataset<Row> images, Explanation explanation, Statistics statistics, long expected) {
    String pass = statistics.byLayer().isEmpty() ? "" : "Pass 2 of 2, maps: ";
    RunCounters counters = RunCounters.of(spark.sparkContext());
    Progress progress = Progress.start(System.err, new Pass(pass, expected), counters);
    try {
      ExplainPartition partition =
          new ExplainPartition(
              explanation,
              new SerializableConfiguration(hadoop),
              counters,
              context.broadcast(statistics.byLayer()));
      images
          .mapPartitions(partition, Encoders.row(Tables.OUTCOME))
          .write()
          .parquet(plan.output().outcomes());
    } finally {
      progress.stop();
    }
  }

  void writeTables(Dataset<Row> outcomes) {
    Dataset<Row> explained =
        outcomes.where("error IS NULL").withColumn("model", lit(plan.model().name()));
    write(
        explained.selectExpr("image", "prediction.*", "model", "top AS top_k"),
        RunOutput.PREDICTIONS);
    Dataset<Row> explanations =
        explained
            .withColumn("map", explode(col("maps")))
            .selectExpr(
                "image", "prediction.*", "target.*", "model", "map.*", "boxes", "annotation");
    write(InputFrame.on(explanations, plan.model().card().preprocessing()), RunOutput.EXPLANATIONS);
    write(outcomes.where("error IS NOT NULL").selectExpr("image", "error.*"), RunOutput.ERRORS);
  }

  private void write(Dataset<Row> table, String name) {
    table.sortWithinPartitions("image").write().parquet(plan.output().path(name));
  }
}
