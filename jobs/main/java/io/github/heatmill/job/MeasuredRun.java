package io.github.heatmill.job;

import io.github.heatmill.metric.Metric;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What the metrics of a run say over its dataset: the table {@code summary}. */
record MeasuredRun(String text) {
  private static final MeasuredRun NOTHING = new MeasuredRun("");

  /**
   * Writes the table.
   *
   * @param metrics all that were measured; without any there is no table
   */
  static MeasuredRun of(SparkSession spark, RunOutput output, List<Metric> metrics) {
    return NOTHING;
  }
}
