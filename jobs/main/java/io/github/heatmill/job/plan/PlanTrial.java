package io.github.heatmill.job.plan;

import static org.apache.spark.sql.functions.col;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.plan.TableSize.Weighed;
import io.github.heatmill.job.run.MapRun;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.maps.ExplainPartition;
import io.github.heatmill.udf.plugin.ExecutorMetrics;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.LiteralPath;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Explains a sample as executors do, in one task that reads, explains and writes. */
final class PlanTrial {
  /** A trial of this length gives a stable rate. */
  private static final double ENOUGH_SECONDS = 10;

  private static final int MOST_REPETITIONS = 64;

  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final MapRun run;

  PlanTrial(SparkSession spark, MapRun run) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.run = run;
  }

  /**
   * The result of a trial.
   *
   * @param images the number of different images
   * @param targets the mean number of explained classes of those that did not fail; NaN if all did
   * @param errors the images that failed, by stage
   * @param rate images in each second of one core
   * @param shares the share of each step in that time; the rest is spent on rows and in Spark
   * @param size the size of the tables
   */
  public record Result(
      int images,
      double targets,
      Map<String, Long> errors,
      double rate,
      Map<String, Double> shares,
      TableSize size) {}

  /**
   * Runs the trial.
   *
   * @param expected seconds for each image, roughly
   */
  Result run(List<InputImage> images, double expected) throws IOException {
    run.measuring().annotations().ship(context);
    ExplainPartition partition =
        new ExplainPartition(
            new ExecutorRequest(
                run.model().sent(run.model().opened(run.work().wanted()), context), run.work()),
            new SerializableConfiguration(hadoop),
            RunCounters.of(spark.sparkContext()),
            context.broadcast(Map.of()));
    timed(List.of(), partition); // Loads the network, and makes Spark compile its code.
    Timed once = timed(images, partition);
    List<Row> outcomes =
        spark
            .read()
            .schema(Tables.OUTCOME)
            .parquet(LiteralPath.of(run.output().outcomes()))
            .collectAsList();
    TableSize size = size(outcomes);
    Timed timed =
        images.size() * expected > ENOUGH_SECONDS
            ? once // Java has compiled everything by then.
            : timed(repeated(images, expected), partition);
    return new Result(
        images.size(), targets(outcomes), errors(outcomes), timed.rate(), timed.shares(), size);
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
        .parquet(run.output().outcomes());
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

  private static double targets(List<Row> outcomes) {
    return outcomes.stream()
        .map(outcome -> outcome.<Integer>getAs("targets"))
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .average()
        .orElse(Double.NaN);
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

  /** Weighs the tables of half the images and of all images. */
  private TableSize size(List<Row> outcomes) throws IOException {
    return TableSize.through(weighed(outcomes.subList(0, outcomes.size() / 2)), weighed(outcomes));
  }

  private Weighed weighed(List<Row> outcomes) throws IOException {
    Dataset<Row> rows =
        spark
            .createDataFrame(outcomes, Tables.OUTCOME)
            .coalesce(1)
            .sortWithinPartitions(col("image"));
    new PieceTables(run.output()).write(rows, run.origin(), 0);
    long bytes = 0;
    for (String table : RunOutput.TABLES) {
      Path path = new Path(run.output().path(table));
      bytes += path.getFileSystem(hadoop).getContentSummary(path).getLength();
      run.output().delete(table, hadoop);
    }
    return new Weighed(outcomes.size(), bytes);
  }
}
