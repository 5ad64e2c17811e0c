package io.github.heatmill.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.udf.ExplainPartition;
import io.github.heatmill.udf.Explanation;
import io.github.heatmill.udf.Explanation.SharedModel;
import io.github.heatmill.udf.InputImage;
import io.github.heatmill.udf.RunCounters;
import io.github.heatmill.udf.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Explains a dataset. One pass over the images writes one row each; the three tables are cut from
 * those rows, so that they cannot disagree. Image bytes are read where they are used, cross no
 * shuffle, and are never written.
 */
final class ExplainJob {
  private static final int TASKS_PER_CORE = 16;
  private static final int LARGEST_TASK = 512;

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
    Dataset<Row> images = images();
    long expected =
        plan.source().files().map(found -> (long) found.images().size()).orElseGet(images::count);
    if (plan.output().overwrite()) {
      plan.output().clear(hadoop);
    }
    explain(images, explanation, expected);
    Dataset<Row> outcomes = spark.read().schema(Tables.OUTCOME).parquet(plan.output().outcomes());
    writeTables(outcomes);
    RunSummary summary = RunSummary.of(spark, plan, (System.nanoTime() - start) / 1e9);
    plan.output().writeManifest(Manifest.json(plan, summary, spark.version()), hadoop);
    plan.output().deleteOutcomes(hadoop);
    return summary;
  }

  private Explanation explanation() throws IOException {
    ExplainPlan.Work work = plan.work();
    List<String> layers = Explanation.layers(work.layerSets());
    // One name for one content: an executor that already has it need not fetch it again.
    String name =
        "heatmill-"
            + plan.model().sha256().substring(0, 12)
            + "-"
            + Integer.toHexString(layers.hashCode())
            + ".pt";
    Path opened = DriverFiles.folder().resolve(name);
    if (!Files.exists(opened)) {
      plan.model().script().writeOpened(layers, opened);
      opened.toFile().deleteOnExit();
    }
    context.addFile(opened.toString());
    SharedModel model = new SharedModel(plan.model().name(), name, plan.model().card());
    return new Explanation(
        model, work.layerSets(), work.methods(), work.target(), work.decoder(), work.sizes());
  }

  private Dataset<Row> images() {
    if (plan.source().table().isPresent()) {
      return ImageTable.read(spark, plan.source().table().get());
    }
    List<List<InputImage>> tasks = tasks(plan.source().files().orElseThrow().images());
    JavaRDD<Row> rows =
        context
            .parallelize(tasks, tasks.size())
            .flatMap(task -> task.stream().map(InputImage::row).iterator());
    return spark.createDataFrame(rows, InputImage.SCHEMA);
  }

  /** Whole batches, so that padding is needed once in the run and not once in every task. */
  private List<List<InputImage>> tasks(List<InputImage> images) {
    int batch = plan.work().sizes().batch();
    int wanted = images.size() / (context.defaultParallelism() * TASKS_PER_CORE);
    int size = Math.max(1, Math.min(wanted, LARGEST_TASK) / batch) * batch;
    List<List<InputImage>> tasks = new ArrayList<>();
    for (int from = 0; from < images.size(); from += size) {
      tasks.add(new ArrayList<>(images.subList(from, Math.min(from + size, images.size()))));
    }
    return tasks;
  }

  private void explain(Dataset<Row> images, Explanation explanation, long expected) {
    RunCounters counters =
        new RunCounters(
            spark.sparkContext().longAccumulator("images"),
            spark.sparkContext().longAccumulator("errors"));
    SerializableConfiguration shared = new SerializableConfiguration(hadoop);
    Progress progress = Progress.start(System.err, expected, counters);
    try {
      images
          .mapPartitions(
              new ExplainPartition(explanation, shared, counters), Encoders.row(Tables.OUTCOME))
          .write()
          .parquet(plan.output().outcomes());
    } finally {
      progress.stop();
    }
  }

  private void writeTables(Dataset<Row> outcomes) {
    Dataset<Row> explained =
        outcomes.where("error IS NULL").withColumn("model", lit(plan.model().name()));
    write(
        explained.selectExpr("image", "prediction.*", "model", "top AS top_k"),
        RunOutput.PREDICTIONS);
    write(
        explained
            .withColumn("map", explode(col("maps")))
            .selectExpr("image", "prediction.*", "target.*", "model", "map.*", "boxes"),
        RunOutput.EXPLANATIONS);
    write(outcomes.where("error IS NOT NULL").selectExpr("image", "error.*"), RunOutput.ERRORS);
  }

  private void write(Dataset<Row> table, String name) {
    table.sortWithinPartitions("image").write().parquet(plan.output().path(name));
  }
}
