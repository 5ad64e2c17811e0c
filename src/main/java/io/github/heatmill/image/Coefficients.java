package io.github.heatmill.image;

/** Pillow's fixed-point coefficients along one axis, for a window of the new positions. */
final class Coefficients {
  /** 32 bits less 8 for the pixel and 2 for the sum, as in Pillow's Resample.c. */
  static final int PRECISION_BITS = 32 - 8 - 2;

  private final int[] first;
  private final int[][] weights;

  private Coefficients(int count) {
    first = new int[count];
    weights = new int[count][];
  }

  /**
   * The coefficients of the positions {@code start} to {@code start + count} of an axis resized
   * from {@code from} to {@code to}; positions outside the axis are left out.
   */
  static Coefficients of(int from, int to, int start, int count) {
    int begin = Math.max(0, start);
    int end = Math.min(to, start + count);
    Coefficients coefficients = new Coefficients(end - begin);
    for (int i = begin; i < end; i++) {
      coefficients.fill(i - begin, (i + 0.5) * ((double) from / to), from, to);
    }
    return coefficients;
  }

  private void fill(int index, double centre, int from, int to) {
    double support = Math.max(1, (double) from / to);
    int low = Math.max(0, (int) (centre - support + 0.5));
    int high = Math.min(from, (int) (centre + support + 0.5));
    double[] shares = new double[high - low];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(0, 1 - Math.abs((i + low - centre + 0.5) * (1 / support)));
      sum += shares[i];
    }
    first[index] = low;
    weights[index] = new int[shares.length];
    for (int i = 0; i < shares.length; i++) {
      weights[index][i] = (int) (0.5 + shares[i] / sum * (1 << PRECISION_BITS));
    }
  }

  /** The number of new positions. */
  int count() {
    return first.length;
  }

  /** The first old position that a new one is mixed from. */
  int first(int index) {
    return first[index];
  }

  /** The weights of the old positions from {@link #first} on; they add up to about 2^22. */
  int[] row(int index) {
    return weights[index];
  }

  /** The first old position that any new one needs. */
  int begin() {
    return first[0];
  }

  /** The end of the old positions that any new one needs. */
  int end() {
    int last = count() - 1;
    return first[last] + weights[last].length;
  }
}
