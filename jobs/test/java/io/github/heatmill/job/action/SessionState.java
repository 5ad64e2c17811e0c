package io.github.heatmill.job.action;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.spark.sql.SparkSession;

/**
 * What an action must not change in a session.
 *
 * @param settings all settings that differ from Spark's defaults
 * @param views the temporary views
 * @param functions the functions
 * @param description the description of Spark jobs of this thread
 * @param log the level of the log
 */
record SessionState(
    Map<String, String> settings,
    List<String> views,
    List<String> functions,
    String description,
    Level log) {

  static SessionState of(SparkSession spark) {
    Map<String, String> settings = new TreeMap<>();
    spark.sql("SET").collectAsList().forEach(r -> settings.put(r.getString(0), r.getString(1)));
    return new SessionState(
        settings,
        names(spark, "SHOW VIEWS", 1),
        names(spark, "SHOW FUNCTIONS", 0),
        spark.sparkContext().getLocalProperty("spark.job.description"),
        LogManager.getRootLogger().getLevel());
  }

  private static List<String> names(SparkSession spark, String statement, int column) {
    return spark.sql(statement).collectAsList().stream()
        .map(row -> row.getString(column))
        .sorted()
        .toList();
  }
}
