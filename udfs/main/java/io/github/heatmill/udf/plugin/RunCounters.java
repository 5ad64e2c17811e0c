package io.github.heatmill.udf.plugin;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts the images and errors of a run while it goes on. A task that Spark tries again is counted
 * again, so exact counts come from the tables.
 */
public record RunCounters(LongAccumulator images, LongAccumulator errors) implements Serializable {

  /** Counters that start at zero. */
  public static RunCounters of(SparkContext spark) {
    return new RunCounters(spark.longAccumulator("images"), spark.longAccumulator("errors"));
  }

  /**
   * Adds images.
   *
   * @param outcomes one row per image, whose last column is null unless the image failed
   */
  public void count(List<Row> outcomes) {
    images.add(outcomes.size());
    errors.add(outcomes.stream().filter(row -> !row.isNullAt(row.length() - 1)).count());
    ExecutorMetrics.ofTask().count(outcomes);
  }
}
