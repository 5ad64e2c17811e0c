package io.github.heatmill.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a metric for one map.
 *
 * @param values one for each column of the metric; NaN where undefined
 * @param curves the curves that values are areas of, by column; empty where there are none
 * @param shares the share of the map's sum on each label; empty for metrics without shares
 */
public record Measurement(
    double[] values, Map<String, double[]> curves, Map<String, Double> shares) {

  public Measurement {
    values = values.clone();
    curves =
        new TreeMap<>(curves); // Sorted, because other maps may change their order from run to run.
    shares = new TreeMap<>(shares);
  }

  /** Numbers without curves and shares. */
  public static Measurement of(double... values) {
    return new Measurement(values, Map.of(), Map.of());
  }

  /** A number and the curve whose area it is. */
  public static Measurement ofCurve(double value, String column, double[] curve) {
    return new Measurement(new double[] {value}, Map.of(column, curve), Map.of());
  }

  /** One for each column; NaN where undefined. A copy. */
  @Override
  public double[] values() {
    return values.clone();
  }
}
