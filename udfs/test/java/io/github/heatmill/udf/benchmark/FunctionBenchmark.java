package io.github.heatmill.udf.benchmark;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.saliency.similarity.Correlation;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.InputFrame;
import io.github.heatmill.udf.table.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Measures how many rows per second SQL functions compute on one core, in a whole query: it reads 7
 * x 7 maps from Parquet, calls the function, and aggregates the results.
 */
public final class FunctionBenchmark {
  private static final int SIDE = 7;
  private static final int RUNS = 5;
  private static final StructType TABLE =
      new StructType()
          .add("class", DataTypes.IntegerType)
          .add("heatmap", Tables.HEATMAP)
          .add("b", Tables.HEATMAP)
          .add("boxes", DataTypes.createArrayType(Tables.BOX));

  private final SparkSession spark;
  private final LongAdder tasks = new LongAdder();

  private FunctionBenchmark(SparkSession spark) {
    this.spark = spark;
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd task) {
                tasks.add(task.taskMetrics().executorCpuTime());
              }
            });
  }

  /** Arguments: the number of rows, and a folder for them. */
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.extensions", HeatmillExtensions.class.getName())
            .getOrCreate();
    FunctionBenchmark benchmark = new FunctionBenchmark(spark);
    long rows = Long.parseLong(arguments[0]);
    benchmark.measureAll(rows, Path.of(arguments[1]));
    spark.stop();
  }

  private void measureAll(long rows, Path folder) {
    maps(rows, folder.resolve("maps"), "maps");
    maps(rows / 50, folder.resolve("few"), "few");
    measure("reading one map", "max(length(heatmap.values))", "maps", rows);
    measure("reading two maps", "max(length(heatmap.values)), max(length(b.values))", "maps", rows);
    measure("heatmap_iou, at least 300,000", "avg(heatmap_iou(heatmap, b, 0.9))", "maps", rows);
    measure(
        "heatmap_correlation, at least 500,000",
        "avg(heatmap_correlation(heatmap, b))",
        "maps",
        rows);
    spark.udf().register("correlation_udf", asUserDefinedFunction(), DataTypes.DoubleType);
    measure("the same as a UserDefinedFunction", "avg(correlation_udf(heatmap, b))", "maps", rows);
    measure(
        "heatmap_energy, at least 500,000", "avg(heatmap_energy(heatmap, boxes))", "maps", rows);
    measure("heatmap_mean, at least 1,000,000", "heatmap_mean(heatmap)", "maps", rows);
    measure("heatmap_mean of 10 classes", "heatmap_mean(heatmap)", "maps GROUP BY class", rows);
    measure("heatmap_variance", "heatmap_variance(heatmap)", "maps", rows);
    measure("heatmap_border_mass", "avg(heatmap_border_mass(heatmap, 0.1))", "maps", rows);
    measure("heatmap_area", "avg(heatmap_area(heatmap, 0.5))", "maps", rows);
    measure("heatmap_rank_correlation", "avg(heatmap_rank_correlation(heatmap, b))", "maps", rows);
    measure(
        "heatmap_resize to 224, at least 5,000",
        "max(length(heatmap_resize(heatmap, 224, 224).values))",
        "few",
        rows / 50);
    measure("heatmap_ssim", "avg(heatmap_ssim(heatmap, b))", "few", rows / 50);
    measure("heatmap_emd", "avg(heatmap_emd(heatmap, b))", "few", rows / 50);
  }

  /** The functions as user-defined functions, for comparison. */
  private static UDF2<Row, Row, Double> asUserDefinedFunction() {
    return (a, b) -> Correlation.of(map(a), map(b));
  }

  private static Tensor map(Row heatmap) {
    return Tensor.of(Float32.values(heatmap.getAs(2)), heatmap.getInt(0), heatmap.getInt(1));
  }

  private void maps(long rows, Path folder, String name) {
    if (!Files.exists(folder)) {
      Dataset<Row> made =
          spark
              .range(0, rows, 1, 1)
              .map((MapFunction<Long, Row>) FunctionBenchmark::row, Encoders.row(TABLE));
      Preprocessing input =
          new Preprocessing(224, 224, Resizing.shorter(256), Channels.rgb(0), Channels.rgb(1));
      InputFrame.on(made, input).write().parquet(folder.toString());
    }
    spark.read().parquet(folder.toString()).createOrReplaceTempView(name);
  }

  private static Row row(long id) {
    Random random = new Random(id);
    double x = random.nextInt(120);
    double y = random.nextInt(120);
    Row box = RowFactory.create(x, y, 40.0 + random.nextInt(60), 40.0 + random.nextInt(60), "dog");
    return RowFactory.create((int) (id % 10), map(random), map(random), new Row[] {box});
  }

  /** Half of the values are 0, as after ReLU. */
  private static Row map(Random random) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, (float) random.nextGaussian());
    }
    return RowFactory.create(SIDE, SIDE, Float32.bytes(values));
  }

  /** Prints the medians of several runs, after two runs to warm up. */
  private void measure(String name, String expression, String table, long rows) {
    String query = "SELECT " + expression + " FROM " + table;
    double[] wall = new double[RUNS];
    double[] processor = new double[RUNS];
    for (int run = -2; run < RUNS; run++) {
      long busy = processor();
      long start = System.nanoTime();
      spark.sql(query).collectAsList();
      long end = System.nanoTime();
      if (run >= 0) {
        wall[run] = (end - start) / 1e9;
        processor[run] = (processor() - busy) / 1e9;
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-38s %,11.0f rows/s; %,11.0f a second of processor time",
            name,
            rows / median(wall),
            rows / median(processor)));
  }

  /**
   * The CPU time of all tasks until now, in nanoseconds. It does not include other programs on this
   * machine.
   */
  private long processor() {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
    return tasks.sum();
  }

  private static double median(double[] seconds) {
    Arrays.sort(seconds);
    return seconds[RUNS / 2];
  }
}
