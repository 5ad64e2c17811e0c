package io.github.heatmill.saliency.similarity;

import io.github.heatmill.saliency.Range;
import io.github.heatmill.tensor.Tensor;

/**
 * The earth mover's distance of two maps: how far the evidence of one must be moved to become that
 * of the other.
 *
 * <p>EMD = the smallest sum over pairs of places of f_ij d_ij, where f_ij is the amount that moves
 * from place i of the first map to place j of the second, all of the evidence being 1 in each, and
 * d_ij is the Euclidean distance of the places' centres, of a picture that is a unit square,
 * divided by its diagonal sqrt(2): 0 for maps of the same evidence, towards 1 for one corner and
 * the opposite one. The evidence is the map scaled to 0..1 by its own range and divided by its sum.
 * It is a metric.
 *
 * <p>Rubner, Tomasi and Guibas, The Earth Mover's Distance as a Metric for Image Retrieval, 2000.
 *
 * <p>Differs from the paper: a side of more than 16 places is first reduced to 16 by averaging over
 * areas, which keeps the sum of the evidence, because the exact solution of larger maps takes
 * seconds. It moves evidence by less than 1/16 of the side.
 */
public final class EarthMoversDistance {
  private static final int SIDE = 16;

  private EarthMoversDistance() {}

  /**
   * The distance of two maps.
   *
   * @param first shape (h, w)
   * @param second the same shape
   * @return 0..1; NaN where all values of a map are the same or any of them is not finite
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double of(Tensor first, Tensor second) {
    MapPair.sameShape(first, second);
    Range range = Range.of(first);
    Range otherRange = Range.of(second);
    if (!range.hasEvidence() || !otherRange.hasEvidence()) {
      return Double.NaN;
    }
    int height = Math.min(SIDE, first.length(0));
    int width = Math.min(SIDE, first.length(1));
    double[] excess = evidence(first, range, height, width);
    double[] other = evidence(second, otherRange, height, width);
    for (int i = 0; i < excess.length; i++) {
      excess[i] -=
          other[i]; // Evidence that both have stays, as distances obey the triangle inequality.
    }
    return new Transport(excess, distances(height, width)).cost();
  }

  /** The evidence with sum 1, reduced to the given size. */
  private static double[] evidence(Tensor map, Range range, int height, int width) {
    double[] evidence = new double[map.size()];
    double sum = 0;
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] = (double) map.values()[i] - range.minimum();
      sum += evidence[i];
    }
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] /= sum;
    }
    return AreaSums.of(evidence, map.length(1), height, width);
  }

  private static double[][] distances(int height, int width) {
    double[][] distances = new double[height * width][height * width];
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < distances.length; j++) {
        double down = (double) (i / width - j / width) / height;
        double across = (double) (i % width - j % width) / width;
        distances[i][j] = Math.sqrt((down * down + across * across) / 2);
      }
    }
    return distances;
  }

  /**
   * Reduces a map to fewer places over the same picture. Each new place has the sum of the parts of
   * the old places that lie in its area, so that the whole sum stays.
   */
  static final class AreaSums {

    private AreaSums() {}

    /** Reduces a map of rows of {@code columns} values to (height, width). */
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
}
