package io.github.heatmill.saliency.similarity;

import io.github.heatmill.saliency.Range;
import io.github.heatmill.tensor.Tensor;

/**
 * The overlap of the highest regions of two maps: intersection over union.
 *
 * <p>IoU = |R and R'| / |R or R'|, where the region R of a map at a quantile q holds the places
 * whose value is at or above the q-quantile of its n values, and above its minimum. The threshold
 * is the value at index ceil(q (n - 1)) of the sorted values, from 0 (up to 1e-9 above a whole
 * number count as it). That gives the region of the quantile which SQL's {@code percentile}
 * interpolates between two neighbours: no value lies between them. A region keeps all ties, so that
 * it may be larger than the share 1 - q of the map.
 */
public final class RegionOverlap {
  private static final double ROUNDING = 1e-9;

  private RegionOverlap() {}

  /**
   * The overlap of two maps' regions.
   *
   * @param first any shape
   * @param second the same shape
   * @param quantile at least 0, which takes all places above the minimum, and below 1
   * @return 0..1; NaN where all values of a map are the same or any of them is not finite
   * @throws IllegalArgumentException if the shapes differ, or the quantile is outside
   */
  public static double of(Tensor first, Tensor second, double quantile) {
    MapPair.sameShape(first, second);
    if (!(quantile >= 0 && quantile < 1)) {
      throw new IllegalArgumentException(
          "Invalid quantile: " + quantile + " (must be at least 0 and below 1)");
    }
    Range range = Range.of(first);
    Range otherRange = Range.of(second);
    if (!range.hasEvidence() || !otherRange.hasEvidence()) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(quantile * (first.size() - 1) - ROUNDING);
    int[] keys = SortKeys.keys(first.values());
    int[] others = SortKeys.keys(second.values());
    return overlap(
        keys, threshold(keys, index, range), others, threshold(others, index, otherRange));
  }

  private static double overlap(int[] keys, int threshold, int[] others, int otherThreshold) {
    int both = 0;
    int any = 0;
    for (int i = 0; i < keys.length; i++) {
      int out = SortKeys.isBelow(keys[i], threshold);
      int otherOut = SortKeys.isBelow(others[i], otherThreshold);
      both += 1 - (out | otherOut);
      any += 1 - (out & otherOut);
    }
    return (double) both / any;
  }

  /** The lowest key that the region can have. */
  private static int threshold(int[] keys, int index, Range range) {
    return Math.max(SortKeys.selected(keys, index), SortKeys.key(range.minimum()) + 1);
  }
}
