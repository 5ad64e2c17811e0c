package io.github.heatmill.job.compare.table;

import io.github.heatmill.job.compare.pair.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * The summary of a comparison: one row of counts and means.
 *
 * @param values the values by the names of {@link SummaryColumns}, without those that are not known
 */
public record ChangeSummary(Map<String, Object> values) {

  public ChangeSummary {
    values = Map.copyOf(values);
  }

  /**
   * Builds the summary.
   *
   * @param counted rows of counts, whose columns have the names of the summary
   * @param overall the rows of the table {@code classes} over all classes
   * @param lowestClass a row with the lowest mean rank correlation of a class, which may be null
   */
  static ChangeSummary of(List<Row> counted, List<Row> overall, Row lowestClass) {
    Map<String, Object> values = new HashMap<>();
    for (Row row : counted) {
      for (String name : row.schema().fieldNames()) {
        values.put(name, row.getAs(name));
      }
    }
    for (Change change : Change.all()) {
      addMean(values, change, overall);
    }
    if (!lowestClass.isNullAt(0)) {
      values.put(SummaryColumns.LOWEST_CLASS, lowestClass.getDouble(0));
    }
    return new ChangeSummary(values);
  }

  /** Adds the mean over all pairs of maps, weighted by their numbers of images. */
  private static void addMean(Map<String, Object> values, Change change, List<Row> overall) {
    double sum = 0;
    long images = 0;
    for (Row row : overall) {
      if (row.getAs("number").equals(change.name()) && row.getAs("mean") != null) {
        long counted = row.<Long>getAs("images");
        sum += counted * row.<Double>getAs("mean");
        images += counted;
      }
    }
    if (images > 0) {
      values.put(change.meanName(), sum / images);
    }
  }

  public long count(String name) {
    return (Long) values.get(name);
  }

  /** A number by its name; NaN if it is not known. */
  public double number(String name) {
    return (Double) values.getOrDefault(name, Double.NaN);
  }

  /** The summary as a table with one row. */
  public Dataset<Row> table(SparkSession spark) {
    Object[] row = SummaryColumns.names().stream().map(values::get).toArray();
    return spark.createDataFrame(List.of(RowFactory.create(row)), SummaryColumns.schema());
  }
}
