package io.github.heatmill.saliency.similarity;

import io.github.heatmill.tensor.Tensor;

/**
 * Pearson's correlation of two maps.
 *
 * <p>r = sum over places of (a - m)(b - n) / sqrt(sum of (a - m)^2 * sum of (b - n)^2), where a and
 * b are the values of the two maps at a place, and m and n their means. Scaling either map by a
 * positive number, or adding one to it, leaves it as it is.
 *
 * <p>Pearson, Mathematical Contributions to the Theory of Evolution III, 1896.
 */
public final class Correlation {

  private Correlation() {}

  /**
   * The correlation of two maps.
   *
   * @param first any shape
   * @param second the same shape
   * @return -1..1; NaN where all values of a map are the same or any of them is not finite
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double of(Tensor first, Tensor second) {
    float[] a = first.values();
    float[] b = MapPair.sameShape(first, second).values();
    double sum = 0;
    double otherSum = 0;
    boolean flat = true;
    boolean otherFlat = true;
    for (int i = 0; i < a.length; i++) {
      sum += a[i];
      otherSum += b[i];
      flat &= a[i] == a[0]; // Rounding may make the mean of a flat map differ from its values.
      otherFlat &= b[i] == b[0];
    }
    // No sum of finite float32 leaves the range of doubles.
    boolean finite = Double.isFinite(sum) && Double.isFinite(otherSum);
    return flat || otherFlat || !finite
        ? Double.NaN
        : around(a, sum / a.length, b, otherSum / b.length);
  }

  private static double around(float[] a, double mean, float[] b, double otherMean) {
    double product = 0;
    double square = 0;
    double otherSquare = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - mean;
      double otherDifference = b[i] - otherMean;
      product += difference * otherDifference;
      square += difference * difference;
      otherSquare += otherDifference * otherDifference;
    }
    double correlation = product / Math.sqrt(square * otherSquare);
    return Math.max(-1, Math.min(1, correlation)); // Rounding may leave the range.
  }
}
