package io.github.heatmill.udf;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes tables that are read by tasks, so that Spark computes nothing of a query before it runs.
 */
public final class TestTable {

  private TestTable() {}

  /**
   * Makes a table.
   *
   * @param columns the names of the columns, such as {@code h, quantile}
   * @param rows the expressions of each row, such as {@code heatmap_of(1, 1, array(0)), 0.5}
   */
  public static Dataset<Row> of(String columns, String... rows) {
    SparkSession spark = TestSession.spark();
    String values = String.join(" UNION ALL SELECT ", rows);
    Dataset<Row> constants =
        spark.sql("SELECT * FROM (SELECT " + values + ") AS t(" + columns + ")");
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark.createDataFrame(
        context.parallelize(constants.collectAsList(), 1), constants.schema());
  }

  /** Evaluates an expression for each row of a table with the maps in column {@code h}. */
  public static List<Object> ofMaps(String expression, String... maps) {
    return values(expression, of("h", maps));
  }

  /** Evaluates an expression for each row of a table with columns {@code a} and {@code b}. */
  public static Object ofPair(String expression, String a, String b) {
    return values(expression, of("a, b", a + ", " + b)).get(0);
  }

  /** Evaluates an expression for each row of a table; returns arrays as lists. */
  public static List<Object> values(String expression, Dataset<Row> table) {
    return Arrays.asList(
        table.selectExpr(expression).collectAsList().stream().map(TestTable::value).toArray());
  }

  private static Object value(Row row) {
    return row.get(0) instanceof scala.collection.Seq ? row.getList(0) : row.get(0);
  }

  /** The map of these values, as SQL. */
  public static String map(int height, int width, Object... values) {
    String all = Arrays.stream(values).map(String::valueOf).collect(Collectors.joining(", "));
    return String.format("heatmap_of(%d, %d, array(%s))", height, width, all);
  }

  /** A map with the same value everywhere, as SQL. */
  public static String flat(int height, int width) {
    return map(height, width, Collections.nCopies(height * width, 1).toArray());
  }
}
