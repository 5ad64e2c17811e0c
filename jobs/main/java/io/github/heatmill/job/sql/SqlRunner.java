package io.github.heatmill.job.sql;

import io.github.heatmill.naming.Secrets;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Runs statements and prints what they give, or one line on what is wrong with them.
 *
 * @param out for results
 * @param errors for what is wrong
 */
public record SqlRunner(SparkSession spark, PrintStream out, PrintWriter errors) {

  /** Returns false if the statement failed. */
  public boolean run(String statement) {
    try {
      out.print(QueryResult.of(spark.sql(statement)).text());
      out.flush();
      return true;
    } catch (Exception e) { // Checked ones among them, which Scala does not declare.
      errors.println("heatmill: Failed: " + Secrets.without(reason(e)));
      return false;
    }
  }

  /** The first line of what Spark says; of a failed task, what failed in it. */
  private static String reason(Exception exception) {
    return Stream.<Throwable>iterate(exception, e -> e != null, Throwable::getCause)
        .map(
            e -> String.valueOf(e.getMessage()).lines().filter(line -> !line.isBlank()).findFirst())
        .flatMap(line -> line.stream())
        .reduce((outer, inner) -> inner)
        .orElseGet(exception::toString)
        .replaceFirst("[;:]?\\s*$", ""); // What follows is a plan, which is left out.
  }
}
