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
 * The one row that sums a comparison up.
 *
 * @param values of {@link SummaryColumns}; what is not known is not there
 */
public record ChangeSummary(Map<String, Object> values) {

  public ChangeSummary {
    values = Map.copyOf(values);
  }

  /**
   * Puts it together.
   *
   * @param counted rows of counts, with the names of the summary
   * @param overall the rows of the table {@code classes} that are over all classes
   * @param lowestClass the lowest mean rank correlation of a class; one value that may be null
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

  /** Over all pairs of maps: each method and layer counts by its images. */
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

  /** NaN where it is not known. */
  public double number(String name) {
    return (Double) values.getOrDefault(name, Double.NaN);
  }

  /** As a table, for expressions. */
  public Dataset<Row> table(SparkSession spark) {
    Object[] row = SummaryColumns.names().stream().map(values::get).toArray();
    return spark.createDataFrame(List.of(RowFactory.create(row)), SummaryColumns.schema());
  }
}
