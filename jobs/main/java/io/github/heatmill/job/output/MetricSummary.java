package io.github.heatmill.job.output;

import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.summary.SummaryPlan;
import io.github.heatmill.udf.summary.SummaryPartition;
import io.github.heatmill.udf.summary.SummaryRows;
import io.github.heatmill.udf.table.LiteralPath;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes and reads the table {@code summary}: means of all metrics over a dataset. Its numbers
 * depend, to the last bit, on nothing but the explanations: images are added up in the order of
 * classes and names.
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
   * @return the rows over all classes; empty without any metric
   */
  public static List<SummaryRow> write(
      Dataset<Row> explanations, List<Metric> metrics, String table) {
    if (metrics.isEmpty()) {
      return List.of();
    }
    of(explanations, metrics).write().mode(SaveMode.Overwrite).parquet(table);
    return rows(explanations.sparkSession().read().parquet(LiteralPath.of(table)));
  }

  /** Reads the result of {@link #write} from a table that was written earlier. */
  public static List<SummaryRow> read(SparkSession spark, List<Metric> metrics, String table) {
    return metrics.isEmpty() ? List.of() : rows(spark.read().parquet(LiteralPath.of(table)));
  }

  /** The rows of a table that are over all classes, in its order. */
  public static List<SummaryRow> rows(Dataset<Row> summary) {
    return summary.where("target IS NULL").collectAsList().stream().map(SummaryRow::of).toList();
  }

  /**
   * The summary, in the order in which people read it: for each layer and method, the row over all
   * classes comes first. This counts only the groups; the numbers are computed when the table is
   * written.
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

  /** As {@link #of(Dataset, List)}, for any numbers in the column {@code metrics}. */
  public static Dataset<Row> of(Dataset<Row> explanations, SummaryPlan plan) {
    SummaryPartition partition = new SummaryPartition(plan);
    Dataset<Row> inputs = explanations.selectExpr(partition.inputs().toArray(String[]::new));
    Column[] groupedBy = columns(SummaryPartition.groupedBy());
    return inputs
        .repartition(partitions(inputs.select(groupedBy)), groupedBy)
        // By all columns, so that two images of one name have an order.
        .sortWithinPartitions(columns(List.of(inputs.columns())))
        .mapPartitions(partition, Encoders.row(SummaryRows.SCHEMA))
        .repartition(1)
        .sortWithinPartitions("model", "layer", "method", "target", SummaryRows.POSITION)
        .drop(SummaryRows.POSITION);
  }

  /** An explicit number, so that Spark does not merge small partitions: each is much work. */
  private static int partitions(Dataset<Row> groups) {
    int most = Integer.parseInt(groups.sparkSession().conf().get(PARTITIONS));
    return (int) Math.max(1, Math.min(most, groups.distinct().count()));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> functions.col("`" + name + "`")).toArray(Column[]::new);
  }
}
