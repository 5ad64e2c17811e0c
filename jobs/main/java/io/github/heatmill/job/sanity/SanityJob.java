package io.github.heatmill.job.sanity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.output.RunOutput.Existing;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.job.session.PassProgress;
import io.github.heatmill.job.session.ProgressListener;
import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.trial.Sample;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.randomise.Cascade.Level;
import io.github.heatmill.udf.maps.SanityPartition;
import io.github.heatmill.udf.maps.SanityPartition.RandomisedModel;
import io.github.heatmill.udf.maps.SanityTable;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.Assignment;
import io.github.heatmill.udf.request.DriverFiles;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.SharedModel;
import io.github.heatmill.udf.table.LiteralPath;
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
 * Compares the maps of a sample of images with those of more and more randomised copies of the
 * network: one pass over the sample for each step. An image that fails in any pass is in the table
 * errors, and in no other table.
 *
 * <p>Spark sends all files of an application to every executor, also to one that joins late.
 * Therefore the randomised copies, one for each step, stay on disk until Spark ends: twice on the
 * driver, where they are made and among Spark's files, and once on each executor.
 */
public final class SanityJob {
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
  private final MapRun run;
  private final ProgressListener listener;

  public SanityJob(SparkSession spark, SanityPlan plan, ProgressListener listener) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
    this.run = plan.run();
    this.listener = listener;
  }

  /** Runs all steps and writes the tables. */
  public SanityResult run() throws IOException {
    long start = System.nanoTime();
    Sample sample =
        Sample.of(
            run.source().images(spark, run.work().sizes().batch()), run.work().sizes().sample());
    if (run.output().existing() == Existing.REPLACED) {
      run.output().clear(hadoop);
    }
    Dataset<Row> images = sample.images().persist(StorageLevel.MEMORY_AND_DISK());
    comparePerLevel(new Sample(images, sample.size()));
    images.unpersist();
    writeTables(spark.read().schema(OUTCOMES).parquet(LiteralPath.of(run.output().outcomes())));
    SanityResult result = SanityResult.of(spark, plan, (System.nanoTime() - start) / 1e9);
    run.output().writeManifest(SanityManifest.json(plan, result, spark.version()), hadoop);
    run.output().deleteOutcomes(hadoop);
    return result;
  }

  private void comparePerLevel(Sample sample) throws IOException {
    OpenedModel opened = run.model().opened(run.work().wanted());
    ExecutorRequest explanation =
        new ExecutorRequest(run.model().sent(opened, context), run.work());
    List<SharedModel> earlier = new ArrayList<>();
    for (Level level : plan.levels()) {
      SharedModel model = run.model().sent(randomised(opened, level), context);
      compare(sample, explanation, new RandomisedModel(model, earlier), level);
      earlier.add(model);
    }
  }

  /** The file name identifies the content, as the name of the original file does. */
  private OpenedModel randomised(OpenedModel opened, Level level) throws IOException {
    String stem = opened.file().getFileName().toString().replaceFirst("\\.pt$", "");
    String name = stem + "-" + Integer.toHexString(level.parameters().hashCode()) + ".pt";
    Path file = DriverFiles.once(name, draft -> plan.cascade().write(level, opened.file(), draft));
    return new OpenedModel(file, opened.layers(), opened.output());
  }

  private void compare(
      Sample sample, ExecutorRequest explanation, RandomisedModel randomised, Level level) {
    RunCounters counters = RunCounters.of(spark.sparkContext());
    String name =
        "Step %d of %d, %s: ".formatted(level.number(), plan.levels().size(), level.from());
    PassProgress progress = PassProgress.start(listener, new Pass(name, sample.size()), counters);
    try {
      SanityPartition partition =
          new SanityPartition(
              explanation, randomised, new SerializableConfiguration(hadoop), counters);
      sample
          .images()
          .mapPartitions(partition, Encoders.row(SanityTable.OUTCOME))
          .write()
          .parquet(run.output().outcomes() + "/" + LEVEL + "=" + level.number());
    } finally {
      progress.stop();
    }
    if (level.number() == 1) { // The others read the same images.
      counters.bitsNote(run.work().decoder().bits()).ifPresent(listener::noticed);
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
    Dataset<Row> failed = spark.read().parquet(LiteralPath.of(run.output().path(RunOutput.ERRORS)));
    Dataset<Row> compared =
        outcomes
            .where("error IS NULL")
            .join(broadcast(failed.select("image")), "image", "left_anti")
            .withColumn("compared", explode(col("comparisons")))
            .withColumn("model", lit(run.model().name()))
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

  /** A row for each step and layer. */
  private Dataset<Row> steps() {
    List<Row> rows = new ArrayList<>();
    for (Level level : plan.levels()) {
      for (Assignment assignment : run.work().assignments()) {
        String layers = assignment.name();
        rows.add(
            RowFactory.create(level.number(), layers, level.from(), plan.isAbove(level, layers)));
      }
    }
    return spark.createDataFrame(rows, STEPS);
  }

  private void write(Dataset<Row> table, String name) {
    table.sortWithinPartitions("image").write().parquet(run.output().path(name));
  }
}
