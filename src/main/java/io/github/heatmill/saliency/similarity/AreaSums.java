package io.github.heatmill.saliency.similarity;

/**
 * Reduces a map to fewer places over the same picture. Each new place has the sum of the parts of
 * the old places that lie in its area, so that the whole sum stays.
 */
final class AreaSums {

  private AreaSums() {}

  /** From a map of rows of {@code columns} values to one of (height, width). */
  static double[] of(double[] values, int columns, int height, int width) {
    int rows = values.length / columns;
    if (rows == height && columns == width) {
      return values;
    }
    double[][] down = shares(rows, height);
    double[][] across = shares(columns, width);
    double[] sums = new double[height * width];
    for (int i = 0; i < values.length; i++) {
      for (int y = 0; y < height; y++) {
        double part = values[i] * down[i / columns][y];
        for (int x = 0; part != 0 && x < width; x++) {
          sums[y * width + x] += part * across[i % columns][x];
        }
      }
    }
    return sums;
  }

  /** The share of each old row, or column, that lies in each new one; 1 in all. */
  private static double[][] shares(int from, int to) {
    double[][] shares = new double[from][to];
    for (int i = 0; i < from; i++) {
      for (int j = 0; j < to; j++) {
        // In units of an old place divided by the number of new ones, where all edges are whole.
        long start = Math.max((long) i * to, (long) j * from);
        long end = Math.min((i + 1L) * to, (j + 1L) * from);
        shares[i][j] = (double) Math.max(0, end - start) / to;
      }
    }
    return shares;
  }
}
