package io.github.heatmill.udf;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Spark session that all tests of this module share, with Heatmill's functions. */
public final class TestSession {

  private TestSession() {}

  /** A session with two task threads. */
  public static SparkSession spark() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        // Generated code of all tests; else it is compiled again when it comes again.
        .config("spark.sql.codegen.cache.maxEntries", 10_000)
        .config("spark.sql.extensions", HeatmillExtensions.class.getName())
        .getOrCreate();
  }

  /** The rows of a query. */
  public static List<Row> rows(String query) {
    return spark().sql(query).collectAsList();
  }

  /** The only value of a query. */
  public static Object value(String query) {
    return rows(query).get(0).get(0);
  }

  /** The result of a query as text, one line per row. */
  public static String text(String query) {
    return rows(query).stream()
        .map(row -> row.mkString("\t"))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
