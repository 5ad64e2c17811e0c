package io.github.heatmill.job.plan;

import static org.apache.spark.sql.functions.col;

import io.github.heatmill.job.explain.ExplainPlan;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.plan.TableSize.Weighed;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Explains a sample as executors would, in one task, with all that this brings. */
final class PlanTrial {
  /** What takes this long says enough of a rate. */
  private static final double ENOUGH_SECONDS = 10;

  private static final int MOST_REPETITIONS = 64;

  private static final InputImage NO_IMAGE = new InputImage("", null, new byte[0]);

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final ExplainPlan plan;

  PlanTrial(SparkSession spark, ExplainPlan plan) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.plan = plan;
  }

  /**
   * What came out.
   *
   * @param images how many different ones
   * @param errors how many of them failed, by stage
   * @param rate images a second of one core
   * @param shares of that time, by step; what is missing are rows and Spark
   * @param size what the tables weigh
   */
  record Result(
      int images,
      Map<String, Long> errors,
      double rate,
      Map<String, Double> shares,
      TableSize size) {}

  /**
   * Runs it.
   *
   * @param expected seconds an image, roughly
   */
  Result run(List<InputImage> images, double expected) throws IOException {
    plan.measuring().annotations().ship(context);
    ExplainPartition partition =
        new ExplainPartition(
            new ExecutorRequest(
                plan.model().sent(plan.model().opened(plan.work().wanted()), context), plan.work()),
            new SerializableConfiguration(hadoop),
            RunCounters.of(spark.sparkContext()),
            context.broadcast(Map.of()));
    timed(List.of(NO_IMAGE), partition); // Loads the network, and gets Spark going.
    Timed once = timed(images, partition);
    List<Row> outcomes =
        spark.read().schema(Tables.OUTCOME).parquet(plan.output().outcomes()).collectAsList();
    TableSize size = size(outcomes);
    Timed timed =
        images.size() * expected > ENOUGH_SECONDS
            ? once // Java has compiled by then what it ever will.
            : timed(repeated(images, expected), partition);
    return new Result(images.size(), errors(outcomes), timed.rate(), timed.shares(), size);
  }

  private record Timed(double rate, Map<String, Double> shares) {}

  private Timed timed(List<InputImage> images, ExplainPartition partition) {
    List<Row> rows = images.stream().map(InputImage::row).toList();
    Dataset<Row> input =
        spark.createDataFrame(context.parallelize(rows, 1 /* task */), InputImage.SCHEMA);
    Map<String, Double> before = ExecutorMetrics.milliseconds();
    long start = System.nanoTime();
    input
        .mapPartitions(partition, Encoders.row(Tables.OUTCOME))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(plan.output().outcomes());
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Double> shares = new TreeMap<>();
    ExecutorMetrics.milliseconds()
        .forEach((step, after) -> shares.put(step, (after - before.get(step)) / 1000 / seconds));
    return new Timed(rows.size() / seconds, shares);
  }

  private static List<InputImage> repeated(List<InputImage> images, double expected) {
    double times = Math.ceil(ENOUGH_SECONDS / (images.size() * expected));
    List<InputImage> all = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_REPETITIONS, times); i++) {
      all.addAll(images);
    }
    return all;
  }

  private Map<String, Long> errors(List<Row> outcomes) {
    Map<String, Long> errors = new TreeMap<>();
    for (Row outcome : outcomes) {
      Row error = outcome.getAs("error");
      if (error != null) {
        errors.merge(error.getAs("stage"), 1L, Long::sum);
      }
    }
    return errors;
  }

  /** Of the tables themselves, of half the images and of all. */
  private TableSize size(List<Row> outcomes) throws IOException {
    return TableSize.through(weighed(outcomes.subList(0, outcomes.size() / 2)), weighed(outcomes));
  }

  private Weighed weighed(List<Row> outcomes) throws IOException {
    Dataset<Row> rows =
        spark
            .createDataFrame(outcomes, Tables.OUTCOME)
            .coalesce(1)
            .sortWithinPartitions(col("image"));
    new PieceTables(plan.output()).write(rows, plan.explained(), 0);
    long bytes = 0;
    for (String table : RunOutput.TABLES) {
      Path path = new Path(plan.output().path(table));
      bytes += path.getFileSystem(hadoop).getContentSummary(path).getLength();
      plan.output().delete(table, hadoop);
    }
    return new Weighed(outcomes.size(), bytes);
  }
}
