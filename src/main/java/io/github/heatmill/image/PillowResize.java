package io.github.heatmill.image;

/**
 * Pillow's BILINEAR resize of 8-bit images, to the last bit: a triangle filter whose width follows
 * the scale, coefficients in fixed point, columns first, rounded to 8 bits, then rows.
 *
 * <p>Only the window that the network sees is computed, which changes none of its values.
 */
final class PillowResize {
  private static final int HALF = 1 << (Coefficients.PRECISION_BITS - 1);
  private static final int MAXIMUM = 255;

  private PillowResize() {}

  /** Resizes and cuts out the window. Pixels outside the resized image are black. */
  static Pixels apply(Pixels source, Geometry geometry) {
    Size output = geometry.output();
    Coefficients columns =
        Coefficients.of(
            source.width(), geometry.resized().width(), geometry.left(), output.width());
    Coefficients rows =
        Coefficients.of(
            source.height(), geometry.resized().height(), geometry.top(), output.height());
    byte[] narrowed = resizeRows(source, columns, rows);
    byte[] target = Pixels.allocate(output);
    int left = Math.max(0, -geometry.left());
    int top = Math.max(0, -geometry.top());
    int start = Pixels.CHANNELS * (top * output.width() + left);
    for (int y = 0; y < rows.count(); y++) {
      mixRows(narrowed, rows, y, target, start + y * Pixels.CHANNELS * output.width());
    }
    return Pixels.wrap(output, target);
  }

  /** The source rows that the second pass reads, each at its new width. */
  private static byte[] resizeRows(Pixels source, Coefficients columns, Coefficients rows) {
    int stride = Pixels.CHANNELS * columns.count();
    byte[] narrowed = new byte[Math.multiplyExact(stride, rows.end() - rows.begin())];
    for (int y = rows.begin(); y < rows.end(); y++) {
      int from = Pixels.CHANNELS * y * source.width();
      int to = (y - rows.begin()) * stride;
      for (int x = 0; x < columns.count(); x++) {
        int at = from + Pixels.CHANNELS * columns.first(x);
        for (int channel = 0; channel < Pixels.CHANNELS; channel++) {
          narrowed[to++] = mix(source.backing(), at + channel, Pixels.CHANNELS, columns.row(x));
        }
      }
    }
    return narrowed;
  }

  private static void mixRows(byte[] from, Coefficients rows, int y, byte[] target, int start) {
    int stride = from.length / (rows.end() - rows.begin());
    int at = (rows.first(y) - rows.begin()) * stride;
    for (int i = 0; i < stride; i++) {
      target[start + i] = mix(from, at + i, stride, rows.row(y));
    }
  }

  private static byte mix(byte[] values, int at, int step, int[] weights) {
    int sum = HALF;
    int position = at;
    for (int weight : weights) {
      sum += (values[position] & 0xff) * weight;
      position += step;
    }
    return (byte) Math.min(MAXIMUM, sum >> Coefficients.PRECISION_BITS);
  }

  /** Pillow's fixed-point coefficients along one axis, for a window of the new positions. */
  static final class Coefficients {
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
}
