package io.github.heatmill.job;

import io.github.heatmill.metric.Metric;
import io.github.heatmill.udf.Tables;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the metrics of a run say over its dataset: writes the table {@code summary}. */
final class MeasuredRun {

  private MeasuredRun() {}

  /**
   * Sums up what the table explanations holds.
   *
   * @param metrics all that were measured; without any there is no table
   * @return the summary for people; empty without any metric
   */
  static String sumUp(SparkSession spark, RunOutput output, List<Metric> metrics) {
    if (metrics.isEmpty()) {
      return "";
    }
    Dataset<Row> explanations =
        spark.read().schema(Tables.EXPLANATIONS).parquet(output.path(RunOutput.EXPLANATIONS));
    String table = output.path(RunOutput.SUMMARY);
    MetricSummary.of(explanations, metrics).write().parquet(table);
    return MetricSummaryText.of(spark.read().parquet(table));
  }
}
