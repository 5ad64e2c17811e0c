package io.github.heatmill.image;

import java.util.Arrays;

/**
 * Pillow's resize of 8-bit images, to the last bit: a filter whose width follows the scale,
 * coefficients in fixed point, columns first, rounded to 8 bits, then rows.
 *
 * <p>Only the window that the network sees is computed, which changes none of its values.
 */
final class PillowResize {
  private static final int HALF = 1 << (Coefficients.PRECISION_BITS - 1);
  private static final int MAXIMUM = 255;
  private static final double ONE = 1 << Coefficients.PRECISION_BITS;

  private PillowResize() {}

  /**
   * Resizes and cuts out the window.
   *
   * @param border the colour of the pixels outside the resized image, {@code 0xRRGGBB}
   */
  static Pixels apply(Pixels source, Geometry geometry, ResizeFilter filter, int border) {
    Size output = geometry.output();
    Coefficients columns =
        Coefficients.of(
            new Axis(source.width(), geometry.resized().width()),
            geometry.left(),
            output.width(),
            filter);
    Coefficients rows =
        Coefficients.of(
            new Axis(source.height(), geometry.resized().height()),
            geometry.top(),
            output.height(),
            filter);
    int channels = source.channels();
    byte[] target = Pixels.filled(output, channels, border);
    int left = Math.max(0, -geometry.left());
    int top = Math.max(0, -geometry.top());
    int start = channels * (top * output.width() + left);
    byte[] narrowed = filter.roundsTwice() ? resizeRows(source, columns, rows) : new byte[0];
    for (int y = 0; y < rows.count(); y++) {
      int to = start + y * channels * output.width();
      if (filter.roundsTwice()) {
        mixRows(narrowed, rows, y, target, to);
      } else {
        mixOnce(source, columns, rows, y, target, to);
      }
    }
    return Pixels.wrap(output, channels, target);
  }

  /** One row, whose pixels are rounded once. */
  private static void mixOnce(
      Pixels source, Coefficients columns, Coefficients rows, int y, byte[] target, int start) {
    int stride = source.channels() * source.width();
    double[] mixed = new double[stride]; // The rows of the image, mixed to one.
    for (int row = 0; row < rows.row(y).length; row++) {
      int from = (rows.first(y) + row) * stride;
      for (int i = 0; i < stride; i++) {
        mixed[i] += (source.backing()[from + i] & 0xff) * (double) rows.row(y)[row];
      }
    }
    int to = start;
    for (int x = 0; x < columns.count(); x++) {
      for (int channel = 0; channel < source.channels(); channel++) {
        double sum = 0;
        for (int i = 0; i < columns.row(x).length; i++) {
          sum += mixed[source.channels() * (columns.first(x) + i) + channel] * columns.row(x)[i];
        }
        double level = Math.rint(sum / ONE / ONE);
        target[to++] = (byte) Math.max(0, Math.min(MAXIMUM, level));
      }
    }
  }

  /** The source rows that the second pass reads, each at its new width. */
  private static byte[] resizeRows(Pixels source, Coefficients columns, Coefficients rows) {
    int stride = source.channels() * columns.count();
    byte[] narrowed = new byte[Math.multiplyExact(stride, rows.end() - rows.begin())];
    for (int y = rows.begin(); y < rows.end(); y++) {
      int from = source.channels() * y * source.width();
      int to = (y - rows.begin()) * stride;
      for (int x = 0; x < columns.count(); x++) {
        int at = from + source.channels() * columns.first(x);
        for (int channel = 0; channel < source.channels(); channel++) {
          narrowed[to++] = mix(source.backing(), at + channel, source.channels(), columns.row(x));
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
    return (byte) Math.max(0, Math.min(MAXIMUM, sum >> Coefficients.PRECISION_BITS));
  }

  /**
   * An axis that is resized.
   *
   * @param from its old length in pixels
   * @param to its new length in pixels
   */
  record Axis(int from, int to) {
    double scale() {
      return (double) from / to;
    }

    /** A position of the old axis, moved to the nearest one that exists. */
    int clamp(int position) {
      return Math.max(0, Math.min(from - 1, position));
    }
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
     * The coefficients of the positions {@code start} to {@code start + count} of an axis;
     * positions outside the axis are left out.
     */
    static Coefficients of(Axis axis, int start, int count, ResizeFilter filter) {
      int begin = Math.max(0, start);
      int end = Math.min(axis.to(), start + count);
      Coefficients coefficients = new Coefficients(end - begin);
      for (int i = begin; i < end; i++) {
        coefficients.fill(i - begin, i, axis, filter);
      }
      return coefficients;
    }

    private void fill(int index, int position, Axis axis, ResizeFilter filter) {
      double centre = (position + 0.5) * axis.scale();
      if (filter == ResizeFilter.NEAREST) {
        store(index, axis.clamp((int) centre), new double[] {1});
      } else if (filter == ResizeFilter.NEAREST_EDGE) {
        float scale = (float) axis.from() / axis.to();
        store(index, axis.clamp((int) (position * scale)), new double[] {1});
      } else if (filter == ResizeFilter.AREA) {
        int low = (int) ((long) position * axis.from() / axis.to());
        int high = (int) (((long) (position + 1) * axis.from() + axis.to() - 1) / axis.to());
        double[] shares = new double[high - low];
        Arrays.fill(shares, 1);
        store(index, low, shares);
      } else if (filter.isPlain()) {
        fillPlain(index, centre - 0.5, axis, filter);
      } else {
        fillAntialiased(index, centre, axis, filter);
      }
    }

    private void fillAntialiased(int index, double centre, Axis axis, ResizeFilter filter) {
      double shrinking = Math.max(1, axis.scale());
      double support = filter.support() * shrinking;
      int low = Math.max(0, (int) (centre - support + 0.5));
      int high = Math.min(axis.from(), (int) (centre + support + 0.5));
      double[] shares = new double[high - low];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = filter.weight((i + low - centre + 0.5) * (1 / shrinking));
      }
      store(index, low, shares);
    }

    /** Pixels beyond the ends of the axis are those at its ends. */
    private void fillPlain(int index, double centre, Axis axis, ResizeFilter filter) {
      int before = (int) Math.floor(centre);
      int reach = (int) filter.support();
      int low = axis.clamp(before - reach + 1);
      double[] shares = new double[axis.clamp(before + reach) - low + 1];
      for (int i = before - reach + 1; i <= before + reach; i++) {
        shares[axis.clamp(i) - low] += filter.weight(i - centre);
      }
      store(index, low, shares);
    }

    private void store(int index, int low, double[] shares) {
      double sum = 0; // In Pillow's order: a stream would sum with fewer roundings.
      for (double share : shares) {
        sum += share;
      }
      first[index] = low;
      weights[index] = new int[shares.length];
      for (int i = 0; i < shares.length; i++) {
        double weight = shares[i] / sum * (1 << PRECISION_BITS);
        weights[index][i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
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
