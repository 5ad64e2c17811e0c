package io.github.heatmill.udf.function;

import io.github.heatmill.udf.TestSession;

/** The answer of a query as the spark-sql shell prints it. */
public final class SparkSqlText {

  private SparkSqlText() {}

  public static String of(String query) {
    String named =
        query.replace(";", "").replaceFirst("^SELECT (.*?)( FROM .*)?$", "SELECT $1 AS answer$2");
    String text = (String) TestSession.value("SELECT CAST(answer AS STRING) FROM (" + named + ")");
    return text == null ? "NULL" : text.replace(", ", ",");
  }
}
