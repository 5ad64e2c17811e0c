package io.github.heatmill.job.output;

import io.github.heatmill.job.console.MetricSummaryText;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.summary.SummaryPlan;
import io.github.heatmill.udf.summary.SummaryPartition;
import io.github.heatmill.udf.summary.SummaryRows;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What metrics say over a dataset: the table {@code summary}. Its numbers depend, to the last bit,
 * on nothing but the explanations: images are added up in the order of classes and names.
 *
 * <p>One task sums up all images of a layer and method, so more methods use more cores, and more
 * images do not.
 */
public final class MetricSummary {
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private MetricSummary() {}

  /**
   * Writes the table of a run.
   *
   * @param metrics all that were measured; without any there is no table
   * @param table where it is written
   * @return the summary for people; empty without any metric
   */
  public static String write(Dataset<Row> explanations, List<Metric> metrics, String table) {
    if (metrics.isEmpty()) {
      return "";
    }
    of(explanations, metrics).write().mode(SaveMode.Overwrite).parquet(table);
    return MetricSummaryText.of(explanations.sparkSession().read().parquet(table));
  }

  /** What {@link #write} returned when the table was written. */
  public static String read(SparkSession spark, List<Metric> metrics, String table) {
    return metrics.isEmpty() ? "" : MetricSummaryText.of(spark.read().parquet(table));
  }

  /**
   * The summary, in the order in which people read it: for each layer and method all classes first.
   * Only the groups are counted yet: write it, then read what was written.
   *
   * @param explanations with the columns of {@link
   *     io.github.heatmill.udf.table.Tables#EXPLANATIONS} that {@link SummaryPartition#inputs}
   *     names
   * @param metrics the metrics that were asked for, with the companions of those that are pooled
   * @return rows of {@link SummaryRows#SCHEMA} without the position, in one partition
   */
  public static Dataset<Row> of(Dataset<Row> explanations, List<Metric> metrics) {
    return of(explanations, SummaryPlan.of(metrics));
  }

  /** As {@link #of(Dataset, List)}, of any numbers of the column {@code metrics}. */
  public static Dataset<Row> of(Dataset<Row> explanations, SummaryPlan plan) {
    SummaryPartition partition = new SummaryPartition(plan);
    Dataset<Row> inputs = explanations.selectExpr(partition.inputs().toArray(String[]::new));
    Column[] groupedBy = columns(SummaryPartition.groupedBy());
    return inputs
        .repartition(partitions(inputs.select(groupedBy)), groupedBy)
        // By all of them: two images of one name have an order then.
        .sortWithinPartitions(columns(List.of(inputs.columns())))
        .mapPartitions(partition, Encoders.row(SummaryRows.SCHEMA))
        .repartition(1)
        .sortWithinPartitions("model", "layer", "method", "target", SummaryRows.POSITION)
        .drop(SummaryRows.POSITION);
  }

  /** A number that is given, so that small partitions are not merged: they are much work. */
  private static int partitions(Dataset<Row> groups) {
    int most = Integer.parseInt(groups.sparkSession().conf().get(PARTITIONS));
    return (int) Math.max(1, Math.min(most, groups.distinct().count()));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> functions.col("`" + name + "`")).toArray(Column[]::new);
  }
}
