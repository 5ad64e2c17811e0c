package io.github.heatmill.udf.plugin;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;

/**
 * Live numbers of a run. A task that Spark tries again is counted again: good enough to watch,
 * while exact counts come from the tables.
 */
public record RunCounters(LongAccumulator images, LongAccumulator errors) implements Serializable {

  /** Counters that start at zero. */
  public static RunCounters of(SparkContext spark) {
    return new RunCounters(spark.longAccumulator("images"), spark.longAccumulator("errors"));
  }

  public void count(List<Row> outcomes) {
    images.add(outcomes.size());
    errors.add(outcomes.stream().filter(row -> !row.isNullAt(row.length() - 1)).count());
    ExecutorMetrics.ofTask().count(outcomes);
  }
}
