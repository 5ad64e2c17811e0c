package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;

/**
 * The share of a map's evidence near the borders, where tags and watermarks are.
 *
 * <p>M = sum over places of E_yx (1 - r_y c_x) / sum of E, where E is the map scaled to 0..1 by its
 * own range, and r_y and c_x are the shares of row y and of column x that lie within the frame: at
 * least s of the height, or the width, away from both borders. A place that the frame's edge cuts
 * counts with the part outside. Evidence that is spread evenly gives 1 - (1 - 2s)^2.
 */
public final class BorderMass {

  private BorderMass() {}

  /**
   * The share of the evidence.
   *
   * @param map shape (h, w)
   * @param share the thickness of the frame along each border, as a share s of the side: above 0,
   *     up to 1/2, which is the whole map
   * @return 0..1; NaN where all values are the same or any of them is not finite
   * @throws IllegalArgumentException if the share is outside
   */
  public static double of(Tensor map, double share) {
    if (!(share > 0 && share <= 0.5)) {
      throw new IllegalArgumentException(
          "Invalid share: " + share + " (must be above 0 and at most 0.5: a part of each side)");
    }
    Range range = Range.of(map);
    if (!range.hasEvidence()) {
      return Double.NaN;
    }
    double[] rows = inner(map.length(0), share);
    double[] columns = inner(map.length(1), share);
    double sum = 0;
    double border = 0;
    for (int i = 0; i < map.size(); i++) {
      double evidence = (double) map.values()[i] - range.minimum();
      sum += evidence;
      border += evidence * (1 - rows[i / columns.length] * columns[i % columns.length]);
    }
    return border / sum;
  }

  /** The share of each row, or column, that lies within the frame. */
  private static double[] inner(int length, double share) {
    double from = share * length;
    double to = length - from;
    double[] inner = new double[length];
    for (int i = 0; i < length; i++) {
      inner[i] = Math.max(0, Math.min(i + 1, to) - Math.max(i, from));
    }
    return inner;
  }
}
