package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * The smallest share of a map that holds most of its evidence.
 *
 * <p>A = k / n, where n is the number of places, and k the smallest number of them, highest first,
 * that together hold at least the share q of the evidence: the values less the lowest one. Shares
 * that differ by up to 1e-9 count as equal, so that rounding adds no place. All of the evidence, q
 * = 1, is held by the places above the minimum, be they ever so little above it.
 */
public final class EvidenceArea {
  private static final double ROUNDING = 1e-9;

  private EvidenceArea() {}

  /**
   * The share of the places.
   *
   * @param map shape (h, w)
   * @param quantile the share of the evidence, 0..1
   * @return 0..1, never falling as the quantile grows; NaN where all values are the same or any of
   *     them is not finite
   * @throws IllegalArgumentException if the quantile is outside
   */
  public static double of(Tensor map, double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw new IllegalArgumentException(
          "Invalid quantile: " + quantile + " (must be 0 to 1: a share of the map's evidence)");
    }
    Range range = Range.of(map);
    if (!range.hasEvidence()) {
      return Double.NaN;
    }
    float[] ascending = map.values().clone();
    Arrays.sort(ascending);
    return (double) places(ascending, quantile) / ascending.length;
  }

  private static int places(float[] ascending, double quantile) {
    double minimum = ascending[0];
    double total = 0;
    int above = 0;
    for (int i = ascending.length - 1; i >= 0 && ascending[i] > minimum; i--) {
      total += ascending[i] - minimum;
      above++;
    }
    if (quantile == 1) {
      return above;
    }
    double needed = (quantile - ROUNDING) * total;
    double held = 0;
    int places = 0;
    while (held < needed) { // Summed in the same order as the total, so that the total is reached.
      places++;
      held += ascending[ascending.length - places] - minimum;
    }
    return places;
  }
}
