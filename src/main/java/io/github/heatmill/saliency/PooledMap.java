package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;

/**
 * A map reduced to a few cells, so that the places of evidence can be compared across images.
 *
 * <p>p_i = mean of E over cell i, divided by the Euclidean length of all of them, where E is the
 * map less its lowest value. Cells are of equal size, and a place that lies in two of them counts
 * with its parts. So two maps are at most sqrt(2) apart, which is when no cell has evidence of
 * both.
 */
public final class PooledMap {

  private PooledMap() {}

  /**
   * The cells of one map.
   *
   * @param map shape (h, w)
   * @param cells the number of cells along each side, at least 1
   * @return cells * cells values of 0..1, row by row; without any where all values of the map are
   *     the same or any of them is not finite
   */
  public static double[] of(Tensor map, int cells) {
    Range range = Range.of(map);
    if (!range.hasEvidence()) {
      return new double[0];
    }
    double[][] rows = shares(map.length(0), cells);
    double[][] columns = shares(map.length(1), cells);
    double[] pooled = new double[cells * cells];
    for (int y = 0; y < cells; y++) {
      double[] line = weighted(map, range.minimum(), rows[y]);
      for (int x = 0; x < cells; x++) {
        pooled[y * cells + x] = dot(line, columns[x]);
      }
    }
    double length = Math.sqrt(dot(pooled, pooled));
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] /= length;
    }
    return pooled;
  }

  /** The sum of a map's rows, each weighted by its share in a cell. */
  private static double[] weighted(Tensor map, double minimum, double[] shares) {
    int width = map.length(1);
    double[] line = new double[width];
    for (int row = 0; row < shares.length; row++) {
      for (int x = 0; shares[row] > 0 && x < width; x++) {
        line[x] += shares[row] * (map.values()[row * width + x] - minimum);
      }
    }
    return line;
  }

  /** For each cell, the part of each place along a side that lies in it. */
  private static double[][] shares(int places, int cells) {
    double[][] shares = new double[cells][places];
    double side = (double) places / cells;
    for (int cell = 0; cell < cells; cell++) {
      for (int place = 0; place < places; place++) {
        double from = Math.max(place, cell * side);
        double to = Math.min(place + 1, (cell + 1) * side);
        shares[cell][place] = Math.max(0, to - from);
      }
    }
    return shares;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
