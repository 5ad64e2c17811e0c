package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;

/**
 * The lowest and the highest value of a map, which define its evidence: the values scaled to 0..1
 * by this range, (v - minimum) / (maximum - minimum).
 *
 * @param minimum NaN where any value is not finite
 * @param maximum NaN where any value is not finite
 */
public record Range(float minimum, float maximum) {
  private static final Range UNKNOWN = new Range(Float.NaN, Float.NaN);

  /** Takes the range of a map of any shape that has values. */
  public static Range of(Tensor map) {
    float minimum = Float.POSITIVE_INFINITY;
    float maximum = Float.NEGATIVE_INFINITY;
    boolean finite = true;
    for (float value : map.values()) {
      finite &= Math.abs(value) <= Float.MAX_VALUE;
      minimum = value < minimum ? value : minimum;
      maximum = value > maximum ? value : maximum;
    }
    return finite ? new Range(minimum, maximum) : UNKNOWN;
  }

  /** Whether all values are finite. */
  public boolean isFinite() {
    return minimum == minimum;
  }

  /** Whether the map has evidence: all values are finite, and not all are the same. */
  public boolean hasEvidence() {
    return minimum < maximum;
  }
}
