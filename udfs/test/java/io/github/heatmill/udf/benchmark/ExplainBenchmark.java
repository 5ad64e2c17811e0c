package io.github.heatmill.udf.benchmark;

import io.github.heatmill.udf.HeatmillExtensions;
import io.github.heatmill.udf.sql.QuerySettings;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Measures how many images per second {@code explain()} explains in a query that writes its table.
 */
public final class ExplainBenchmark {

  private ExplainBenchmark() {}

  /** Arguments: a TorchScript file, the layer, a folder of images, one for the table, cores. */
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + arguments[4] + "]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.extensions", HeatmillExtensions.class.getName())
            .config(QuerySettings.MODEL, arguments[0])
            .config(QuerySettings.LAYER, arguments[1])
            .getOrCreate();
    long start = System.nanoTime();
    spark.read().format("binaryFile").load(arguments[2]).createOrReplaceTempView("images");
    spark
        .sql("SELECT path, e.* FROM (SELECT path, explain(content, 'grad-cam') AS e FROM images)")
        .write()
        .parquet(arguments[3]);
    double seconds = (System.nanoTime() - start) / 1e9;
    long images = spark.read().parquet(arguments[3]).count();
    System.out.println(String.format(Locale.ROOT, "%.2f", images / seconds));
    spark.stop();
  }
}
