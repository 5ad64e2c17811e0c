package io.github.heatmill.job.explain.outcome;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.github.heatmill.job.explain.outcome.Recognised.LabelQuality;
import io.github.heatmill.job.output.PieceTables;
import io.github.heatmill.job.output.RunOutput;
import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.job.sql.RunView;
import io.github.heatmill.udf.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Counts of the rows in the tables of a run.
 *
 * @param predictions images with a prediction
 * @param unexplained those of them in which no class was explained
 * @param recognised what the network tells of labelled images
 * @param truth what is known of the images beside the predictions
 * @param errors images without a prediction, by stage
 * @param maps maps by layer, method and status, such as {@code layer4 | grad-cam | ok}
 */
public record TableCounts(
    long predictions,
    long unexplained,
    Recognised recognised,
    Truth truth,
    Map<String, Long> errors,
    Map<String, Long> maps) {
  private static final String LABELS =
      "label INT, label_name STRING, predicted INT, targets INT, labels ARRAY<STRUCT<class: INT>>";

  private static final String MAPS =
      "layer STRING, method STRING, status STRING, annotation STRUCT<problem: STRING>";

  /**
   * What is known of the predicted images.
   *
   * @param labelled images with a label
   * @param known images with a label that is a class of the network
   * @param annotatedMaps maps of images whose annotation can be used
   */
  public record Truth(long labelled, long known, long annotatedMaps) {
    /** Nothing is known. */
    public static final Truth NONE = new Truth(0, 0, 0);
  }

  /** Counts all three tables in one query, since the start of a query takes longest. */
  public static TableCounts of(SparkSession spark, RunOutput output) {
    Dataset<Row> rows =
        rows(spark, output, RunOutput.PREDICTIONS, LABELS)
            .selectExpr(
                "table",
                "'' AS name",
                "CAST(label = predicted AS INT) AS hit",
                "targets = 0 AS unexplained",
                "size(labels) > 1 AS several",
                "label_name IS NOT NULL AS labelled",
                "label IS NOT NULL OR exists(labels, each -> each.class IS NOT NULL) AS known",
                "false AS annotated")
            .union(
                rows(spark, output, RunOutput.ERRORS, "stage STRING")
                    .selectExpr("table", "stage", "NULL", "NULL", "NULL", "NULL", "NULL", "NULL"))
            .union(
                rows(spark, output, RunOutput.EXPLANATIONS, MAPS)
                    .selectExpr(
                        "table",
                        "concat_ws(' | ', layer, method, status)",
                        "NULL",
                        "NULL",
                        "NULL",
                        "NULL",
                        "NULL",
                        "annotation IS NOT NULL AND annotation.problem IS NULL"));
    List<Row> counted =
        rows.groupBy("table", "name")
            .agg(
                count("*"),
                avg("hit"),
                expr("count_if(unexplained)"),
                expr("count_if(several)"),
                expr("count_if(labelled)"),
                expr("count_if(known)"),
                expr("count_if(annotated)"))
            .collectAsList();
    return of(counted, () -> quality(spark, output));
  }

  private static TableCounts of(List<Row> counted, Supplier<Optional<LabelQuality>> quality) {
    long predictions = 0;
    long unexplained = 0;
    Recognised recognised = Recognised.UNKNOWN;
    long labelled = 0;
    long known = 0;
    long annotated = 0;
    Map<String, Long> errors = new TreeMap<>();
    Map<String, Long> maps = new TreeMap<>();
    for (Row row : counted) {
      long rows = row.getLong(2);
      switch (row.getString(0)) {
        case RunOutput.ERRORS -> errors.put(row.getString(1), rows);
        case RunOutput.EXPLANATIONS -> {
          maps.put(row.getString(1), rows);
          annotated += row.getLong(8);
        }
        default -> {
          predictions = rows;
          unexplained = row.getLong(4);
          labelled = row.getLong(6);
          known = row.getLong(7);
          recognised = recognised(row, quality);
        }
      }
    }
    Truth truth = new Truth(labelled, known, annotated);
    return new TableCounts(predictions, unexplained, recognised, truth, errors, maps);
  }

  private static Recognised recognised(Row row, Supplier<Optional<LabelQuality>> quality) {
    long several = row.getLong(5);
    if (several > 0) {
      return new Recognised(OptionalDouble.empty(), several, quality.get());
    }
    return row.isNullAt(3)
        ? Recognised.UNKNOWN
        : new Recognised(OptionalDouble.of(row.getDouble(3)), 0, Optional.empty());
  }

  /** The means over all labels; empty if the network knows none of them. */
  private static Optional<LabelQuality> quality(SparkSession spark, RunOutput output) {
    SparkSession own = spark.newSession(); // The user's session may have a table of this name.
    PieceTables.read(own, output.path(RunOutput.PREDICTIONS), Tables.PREDICTIONS)
        .createOrReplaceTempView(RunOutput.PREDICTIONS);
    return RunView.labelQuality(own).where("label IS NULL").collectAsList().stream()
        .map(row -> LabelQuality.of(new ResultRow(row)))
        .findFirst();
  }

  private static Dataset<Row> rows(
      SparkSession spark, RunOutput output, String table, String columns) {
    return PieceTables.read(spark, output.path(table), StructType.fromDDL(columns))
        .withColumn("table", lit(table));
  }

  /** The images that have an outcome by now, even if the run is not complete. */
  public static long images(SparkSession spark, RunOutput output) throws IOException {
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
