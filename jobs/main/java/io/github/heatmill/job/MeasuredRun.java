package io.github.heatmill.job;

import io.github.heatmill.metric.Metric;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the metrics of a run say over its dataset: writes the table {@code summary}. */
final class MeasuredRun {

  private MeasuredRun() {}

  /**
   * Sums up a table of explanations.
   *
   * @param metrics all that were measured; without any there is no table
   * @param table where the summary is written
   * @return the summary for people; empty without any metric
   */
  static String sumUp(Dataset<Row> explanations, List<Metric> metrics, String table) {
    if (metrics.isEmpty()) {
      return "";
    }
    MetricSummary.of(explanations, metrics).write().parquet(table);
    return MetricSummaryText.of(explanations.sparkSession().read().parquet(table));
  }
}
