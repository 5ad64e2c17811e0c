package io.github.heatmill.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a metric found.
 *
 * @param values one for each of its columns; NaN where undefined
 * @param curves the curves that values are areas of, by column; empty where there are none
 * @param shares how the map's sum is shared out over labels; empty where that is not its subject
 */
public record Measurement(
    double[] values, Map<String, double[]> curves, Map<String, Double> shares) {

  public Measurement {
    values = values.clone();
    curves = new TreeMap<>(curves); // Other maps may change their order from run to run.
    shares = new TreeMap<>(shares);
  }

  /** Numbers and nothing else. */
  public static Measurement of(double... values) {
    return new Measurement(values, Map.of(), Map.of());
  }

  /** A number, and the curve whose area it is. */
  public static Measurement ofCurve(double value, String column, double[] curve) {
    return new Measurement(new double[] {value}, Map.of(column, curve), Map.of());
  }

  /** One for each column; NaN where undefined. A copy. */
  @Override
  public double[] values() {
    return values.clone();
  }
}
