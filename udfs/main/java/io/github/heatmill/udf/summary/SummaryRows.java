package io.github.heatmill.udf.summary;

import io.github.heatmill.metric.summary.Estimate;
import io.github.heatmill.metric.summary.GroupSummary;
import io.github.heatmill.metric.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Makes rows of the table {@code summary}. */
public final class SummaryRows {
  /** The position of the number within its group, by which rows are sorted. */
  public static final String POSITION = "position";

  /**
   * The table {@code summary}, and {@link #POSITION}: one row for each model, layer, method and
   * number, over the images of one explained class, or over those of all classes where {@code
   * target} is null. Undefined numbers are null.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("model", "string")
          .add("layer", "string")
          .add("method", "string")
          .add("target", "int")
          .add("target_name", "string")
          .add("metric", "string")
          .add("better", "string")
          .add("n", "bigint")
          .add("rows", "bigint")
          .add("mean", "double")
          .add("low", "double")
          .add("high", "double")
          .add("chance", "double")
          .add("difference", "double")
          .add("difference_low", "double")
          .add("difference_high", "double")
          .add("above_chance", "double")
          .add(POSITION, "int");

  private SummaryRows() {}

  /**
   * The rows of a group of images.
   *
   * @param key the values of the first columns of the table
   */
  static List<Row> rows(List<Object> key, GroupSummary group) {
    List<Summary> summaries = group.summaries();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < summaries.size(); i++) {
      List<Object> row = new ArrayList<>(key);
      addNumbers(row, group.rows(), summaries.get(i));
      row.add(i);
      rows.add(RowFactory.create(row.toArray()));
    }
    return rows;
  }

  private static void addNumbers(List<Object> row, long rows, Summary summary) {
    Estimate value = summary.value();
    row.add(summary.column().name());
    row.add(summary.column().better().text());
    row.add(value.rows());
    row.add(rows);
    addEstimate(row, value);
    row.add(defined(summary.comparison().chance()));
    addEstimate(row, summary.comparison().difference());
    row.add(defined(summary.comparison().above()));
  }

  private static void addEstimate(List<Object> row, Estimate estimate) {
    row.add(defined(estimate.value()));
    row.add(defined(estimate.low()));
    row.add(defined(estimate.high()));
  }

  private static Double defined(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }
}
