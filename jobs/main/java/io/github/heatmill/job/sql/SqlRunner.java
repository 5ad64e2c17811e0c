package io.github.heatmill.job.sql;

import io.github.heatmill.naming.Secrets;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Runs statements, and prints their results or one line on their failure.
 *
 * @param out receives results
 * @param errors receives failures
 */
public record SqlRunner(SparkSession spark, PrintStream out, PrintWriter errors) {

  /** Returns false if the statement failed. */
  public boolean run(String statement) {
    try {
      out.print(QueryResult.of(spark.sql(statement)).text());
      out.flush();
      return true;
    } catch (Exception e) { // Scala does not declare its checked exceptions.
      errors.println("heatmill: Failed: " + Secrets.without(reason(e)));
      return false;
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
