package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.job.console.Progress;
import io.github.heatmill.job.console.Progress.Pass;
import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.explain.Sample;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.torchscript.randomise.Cascade.Level;
import io.github.heatmill.udf.maps.SanityPartition;
import io.github.heatmill.udf.maps.SanityPartition.RandomisedModel;
import io.github.heatmill.udf.maps.SanityTable;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.DriverFiles;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.SharedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Compares the maps of a sample of images with those of ever more randomised copies of the network:
 * one pass over the sample for each step. An image that fails in any pass is an error, and in no
 * other table.
 *
 * <p>Spark hands all files of a command to every executor, also to one that joins late. So the
 * randomised copies stay on disk until the command ends, one for each step: on the driver twice,
 * where they are made and among Spark's files, and once on each executor.
 */
final class SanityJob {
  private static final String LEVEL = "level";
  private static final StructType OUTCOMES = SanityTable.OUTCOME.add(LEVEL, DataTypes.IntegerType);

  private static final StructType STEPS =
      new StructType()
          .add(LEVEL, DataTypes.IntegerType)
          .add("layer", DataTypes.StringType)
          .add("randomised", DataTypes.StringType)
          .add("above_layer", DataTypes.BooleanType);
  private static final String[] OF_STEPS = {LEVEL, "layer"};

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final SanityPlan plan;
  private final ExplainPlan explained;

  SanityJob(SparkSession spark, SanityPlan plan) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.explained = plan.explained();
  }

  /** Runs to the end; returns what the tables then say. */
  SanitySummary run() throws IOException {
    long start = System.nanoTime();
    Sample sample =
        Sample.of(
            explained.source().images(spark, explained.work().sizes().batch()),
            explained.work().sizes().sample());
    if (explained.output().existing() == Existing.REPLACED) {
      explained.output().clear(hadoop);
    }
    Dataset<Row> images = sample.images().persist(StorageLevel.MEMORY_AND_DISK());
    comparePerLevel(new Sample(images, sample.size()));
    images.unpersist();
    writeTables(spark.read().schema(OUTCOMES).parquet(explained.output().outcomes()));
    SanitySummary summary = SanitySummary.of(spark, plan, (System.nanoTime() - start) / 1e9);
    explained.output().writeManifest(SanityManifest.json(plan, summary, spark.version()), hadoop);
    explained.output().deleteOutcomes(hadoop);
    return summary;
  }

  private void comparePerLevel(Sample sample) throws IOException {
    OpenedModel opened = explained.model().opened(explained.work().wanted());
    ExecutorRequest explanation =
        new ExecutorRequest(explained.model().sent(opened, context), explained.work());
    List<SharedModel> earlier = new ArrayList<>();
    for (Level level : plan.levels()) {
      SharedModel model = explained.model().sent(randomised(opened, level), context);
      compare(sample, explanation, new RandomisedModel(model, earlier), level);
      earlier.add(model);
    }
  }

  /** The name says the content, as it does for the file from which it is made. */
  private OpenedModel randomised(OpenedModel opened, Level level) throws IOException {
    String stem = opened.file().getFileName().toString().replaceFirst("\\.pt$", "");
    String name = stem + "-" + Integer.toHexString(level.parameters().hashCode()) + ".pt";
    Path file = DriverFiles.once(name, draft -> plan.cascade().write(level, opened.file(), draft));
    return new OpenedModel(file, opened.layers());
  }

  private void compare(
      Sample sample, ExecutorRequest explanation, RandomisedModel randomised, Level level) {
    RunCounters counters = RunCounters.of(spark.sparkContext());
    String name =
        "Step %d of %d, %s: ".formatted(level.number(), plan.levels().size(), level.from());
    Progress progress = Progress.start(System.err, new Pass(name, sample.size()), counters);
    try {
      SanityPartition partition =
          new SanityPartition(
              explanation, randomised, new SerializableConfiguration(hadoop), counters);
      sample
          .images()
          .mapPartitions(partition, Encoders.row(SanityTable.OUTCOME))
          .write()
          .parquet(explained.output().outcomes() + "/" + LEVEL + "=" + level.number());
    } finally {
      progress.stop();
    }
  }

  private void writeTables(Dataset<Row> outcomes) {
    Dataset<Row> errors =
        outcomes
            .where("error IS NOT NULL")
            .groupBy("image")
            .agg(expr("min(struct(level, error.stage, error.reason)) AS first"))
            .selectExpr("image", "first.stage", "first.reason", "first.level");
    write(errors, RunOutput.ERRORS);
    Dataset<Row> failed = spark.read().parquet(explained.output().path(RunOutput.ERRORS));
    Dataset<Row> compared =
        outcomes
            .where("error IS NULL")
            .join(broadcast(failed.select("image")), "image", "left_anti")
            .withColumn("compared", explode(col("comparisons")))
            .withColumn("model", lit(explained.model().name()))
            .selectExpr("image", "model", LEVEL, "compared.*");
    write(
        compared
            .join(broadcast(steps()), OF_STEPS)
            .selectExpr(
                "image",
                "model",
                "layer",
                "method",
                LEVEL,
                "randomised",
                "above_layer",
                "target",
                "original_status",
                "status",
                "identical",
                "rank_correlation",
                "absolute_rank_correlation",
                "ssim"),
        RunOutput.SANITY);
  }

  /** What is known of each step and layer. */
  private Dataset<Row> steps() {
    List<Row> rows = new ArrayList<>();
    for (Level level : plan.levels()) {
      for (Assignment assignment : explained.work().assignments()) {
        String layers = assignment.name();
        rows.add(
            RowFactory.create(level.number(), layers, level.from(), plan.isAbove(level, layers)));
      }
    }
    return spark.createDataFrame(rows, STEPS);
  }

  private void write(Dataset<Row> table, String name) {
    table.sortWithinPartitions("image").write().parquet(explained.output().path(name));
  }
}
