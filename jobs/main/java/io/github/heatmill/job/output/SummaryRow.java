package io.github.heatmill.job.output;

import io.github.heatmill.metric.Column.Better;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/**
 * A metric of one method and layer over all images of a run: a row of the table {@code summary}.
 *
 * @param maps the maps that were measured
 * @param metric the name of the metric's number
 * @param better which values are better
 * @param mean over the images for which the number is defined
 * @param chance the comparison with random maps of the same images
 */
public record SummaryRow(
    Maps maps, String metric, Better better, Estimate mean, Comparison chance) {

  /**
   * The maps of a method at a layer.
   *
   * @param count their number
   * @param measured the number of maps for which the metric is defined
   */
  public record Maps(String layer, String method, long count, long measured) {}

  /** A value with its 95 % confidence interval. */
  public record Estimate(OptionalDouble value, OptionalDouble low, OptionalDouble high) {}

  /**
   * A comparison with random maps.
   *
   * @param value the mean of random maps
   * @param difference the mean minus that of random maps
   * @param above the share of images whose map is better than the random map
   */
  public record Comparison(OptionalDouble value, Estimate difference, OptionalDouble above) {}

  static SummaryRow of(Row row) {
    return new SummaryRow(
        new Maps(
            row.getAs("layer"), row.getAs("method"), row.<Long>getAs("rows"), row.<Long>getAs("n")),
        row.getAs("metric"),
        Better.valueOf(row.<String>getAs("better").toUpperCase(Locale.ROOT)),
        new Estimate(number(row, "mean"), number(row, "low"), number(row, "high")),
        new Comparison(
            number(row, "chance"),
            new Estimate(
                number(row, "difference"),
                number(row, "difference_low"),
                number(row, "difference_high")),
            number(row, "above_chance")));
  }

  private static OptionalDouble number(Row row, String column) {
    Double value = row.getAs(column);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
