package io.github.heatmill.job;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.udf.HeatmillExtensions;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark of the tests. A command takes the session that runs, and stops it when it ends; reading
 * its tables starts the next one.
 */
public final class Spark {
  static final String MASTER = "spark.master";
  static final String PARALLELISM = "spark.default.parallelism";

  private Spark() {}

  /** What spark-submit would have read from its properties file; given settings stay. */
  static void settle() {
    Map.of(
            MASTER,
            "local[2]",
            "spark.ui.enabled",
            "false",
            "spark.driver.host",
            "127.0.0.1",
            "spark.sql.shuffle.partitions",
            "2",
            "spark.sql.extensions",
            HeatmillExtensions.class.getName())
        .forEach(System.getProperties()::putIfAbsent);
  }

  public static SparkSession session() {
    settle();
    return SparkSession.builder().getOrCreate();
  }

  /** Makes the next session one with another setting. */
  static void use(String setting, String value) {
    session().stop();
    System.setProperty(setting, value);
  }

  /** Takes back {@link #use}. */
  static void reset(String setting) {
    System.clearProperty(setting);
    session().stop();
  }

  /** A table of a run, without its pieces. */
  static Dataset<Row> table(Path output, String name) {
    return PieceTables.read(session(), output.resolve(name).toString());
  }

  /** All columns of a table as text, heatmaps included, in an order that any partitioning has. */
  static List<String> json(Path output, String name) {
    return table(output, name).toJSON().collectAsList().stream()
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
