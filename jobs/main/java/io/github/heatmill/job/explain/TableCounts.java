package io.github.heatmill.job.explain;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Counts of the rows in the tables of a run.
 *
 * @param predictions images with a prediction
 * @param accuracy share of labelled images whose predicted class is the label; empty without labels
 * @param errors images without a prediction, by stage
 * @param maps maps by layer, method and status, such as {@code layer4 | grad-cam | ok}
 */
public record TableCounts(
    long predictions, OptionalDouble accuracy, Map<String, Long> errors, Map<String, Long> maps) {

  /** Counts all three tables in one query, since the start of a query takes longest. */
  static TableCounts of(SparkSession spark, RunOutput output) {
    Dataset<Row> rows =
        rows(spark, output, RunOutput.PREDICTIONS, "label INT, predicted INT")
            .selectExpr("table", "'' AS name", "CAST(label = predicted AS INT) AS hit")
            .union(
                rows(spark, output, RunOutput.ERRORS, "stage STRING")
                    .selectExpr("table", "stage", "NULL"))
            .union(
                rows(
                        spark,
                        output,
                        RunOutput.EXPLANATIONS,
                        "layer STRING, method STRING, status STRING")
                    .selectExpr("table", "concat_ws(' | ', layer, method, status)", "NULL"));
    return of(rows.groupBy("table", "name").agg(count("*"), avg("hit")).collectAsList());
  }

  private static TableCounts of(List<Row> counted) {
    long predictions = 0;
    OptionalDouble accuracy = OptionalDouble.empty();
    Map<String, Long> errors = new TreeMap<>();
    Map<String, Long> maps = new TreeMap<>();
    for (Row row : counted) {
      long rows = row.getLong(2);
      switch (row.getString(0)) {
        case RunOutput.ERRORS -> errors.put(row.getString(1), rows);
        case RunOutput.EXPLANATIONS -> maps.put(row.getString(1), rows);
        default -> {
          predictions = rows;
          accuracy = row.isNullAt(3) ? accuracy : OptionalDouble.of(row.getDouble(3));
        }
      }
    }
    return new TableCounts(predictions, accuracy, errors, maps);
  }

  private static Dataset<Row> rows(
      SparkSession spark, RunOutput output, String table, String columns) {
    return PieceTables.read(spark, output.path(table), StructType.fromDDL(columns))
        .withColumn("table", lit(table));
  }

  /** The images that have an outcome by now, even if the run is not complete. */
  static long images(SparkSession spark, RunOutput output) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    long images = 0;
    for (String table : List.of(RunOutput.PREDICTIONS, RunOutput.ERRORS)) {
      images +=
          output.has(table, hadoop) ? PieceTables.names(spark, output.path(table)).count() : 0;
    }
    return images;
  }

  /** All images that were read or failed. */
  public long images() {
    return predictions + failed();
  }

  /** The images without a prediction. */
  public long failed() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
