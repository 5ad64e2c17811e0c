package io.github.heatmill.job.sql;

import io.github.heatmill.job.sql.format.QueryFormat;
import io.github.heatmill.job.sql.format.QueryFormats;
import io.github.heatmill.naming.Secrets;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs statements, and writes their results or one line on their failure. Not thread-safe. */
public final class SqlRunner {
  private final SparkSession spark;
  private final QueryFormat format;
  private final boolean intoFile;
  private final PrintStream out;
  private final PrintWriter errors;
  private int results;

  private SqlRunner(
      SparkSession spark,
      QueryFormat format,
      boolean intoFile,
      PrintStream out,
      PrintWriter errors) {
    this.spark = spark;
    this.format = format;
    this.intoFile = intoFile;
    this.out = out;
    this.errors = errors;
  }

  /** Prints results as tables. */
  public static SqlRunner printing(SparkSession spark, PrintStream out, PrintWriter errors) {
    return printing(spark, QueryFormats.all().get(0), out, errors);
  }

  /**
   * Prints results.
   *
   * @param out receives results
   * @param errors receives failures
   */
  public static SqlRunner printing(
      SparkSession spark, QueryFormat format, PrintStream out, PrintWriter errors) {
    return new SqlRunner(spark, format, false, out, errors);
  }

  /** Writes all rows of results to a file. */
  public static SqlRunner writing(
      SparkSession spark, QueryFormat format, PrintStream file, PrintWriter errors) {
    return new SqlRunner(spark, format, true, file, errors);
  }

  SparkSession spark() {
    return spark;
  }

  /** Where results go. */
  public PrintStream out() {
    return out;
  }

  /** Returns false if the statement failed. */
  public boolean run(String statement) {
    try {
      Dataset<Row> result = spark.sql(statement);
      if (result.columns().length > 0) {
        expectRoom();
        boolean all = intoFile || format.isForPrograms();
        format.write(result, all ? Integer.MAX_VALUE : QueryFormats.MOST_ROWS, out);
        out.flush();
      }
      return true;
    } catch (Exception e) { // Scala does not declare its checked exceptions.
      errors.println("heatmill: Failed: " + Secrets.without(reason(e)));
      return false;
    }
  }

  private void expectRoom() {
    results++;
    if (intoFile && format.isForPrograms() && results > 1) {
      throw new IllegalArgumentException(
          "A second result for a file of " + format.id() + ", which holds one (write two files)");
    }
  }

  /** The first line of the innermost exception's message. */
  private static String reason(Exception exception) {
    return Stream.<Throwable>iterate(exception, e -> e != null, Throwable::getCause)
        .map(
            e -> String.valueOf(e.getMessage()).lines().filter(line -> !line.isBlank()).findFirst())
        .flatMap(line -> line.stream())
        .reduce((outer, inner) -> inner)
        .orElseGet(exception::toString)
        .replaceFirst("[;:]?\\s*$", ""); // A plan follows, which is left out.
  }
}
