package io.github.heatmill.job.cluster;

import org.apache.spark.sql.SparkSession;

/**
 * Somebody's own program: writes what a query says of a table of a run. It names no class of
 * Heatmill, which it gets from the session's settings alone.
 */
public final class QueryApplication {

  private QueryApplication() {}

  /** Takes the table's folder, the query, and the folder for the answer. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().appName("query").getOrCreate();
    spark.read().parquet(arguments[0]).createOrReplaceTempView("explanations");
    spark.sql(arguments[1]).write().parquet(arguments[2]);
    spark.stop();
  }
}
