package io.github.heatmill.saliency;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/**
 * One sum for each place, each as two doubles: the sum rounded to a double, and the rounding error.
 * Mutable.
 *
 * <p>As long as the sum of all absolute values, counted in units of the last bit of the smallest
 * summand, stays below 2^104, nothing is lost, and the order of adding does not matter.
 *
 * <p>The error of an addition in doubles is computed as by Knuth, The Art of Computer Programming
 * 2, section 4.2.2, theorem B.
 */
final class ExactSums {
  private final double[] high;
  private final double[] low;

  ExactSums(int places) {
    this.high = new double[places];
    this.low = new double[places];
  }

  /** The number of bytes that {@link #write} writes for each place. */
  static final int BYTES = 2 * Double.BYTES;

  int places() {
    return high.length;
  }

  void add(float[] values) {
    for (int i = 0; i < values.length; i++) {
      add(i, values[i], 0);
    }
  }

  /** Squares of float32 are exact in doubles. */
  void addSquares(float[] values) {
    for (int i = 0; i < values.length; i++) {
      add(i, (double) values[i] * values[i], 0);
    }
  }

  void add(ExactSums other) {
    for (int i = 0; i < high.length; i++) {
      add(i, other.high[i], other.low[i]);
    }
  }

  private void add(int i, double value, double rest) {
    double sum = high[i] + value;
    double error = error(high[i], value, sum) + (low[i] + rest);
    high[i] = sum + error;
    low[i] = error(sum, error, high[i]);
  }

  /** The rounding error of {@code sum}, which is a + b rounded. */
  private static double error(double a, double b, double sum) {
    double second = sum - a;
    return (a - (sum - second)) + (b - second);
  }

  BigDecimal exact(int i) {
    return new BigDecimal(high[i]).add(new BigDecimal(low[i]));
  }

  void write(ByteBuffer bytes) {
    for (int i = 0; i < high.length; i++) {
      bytes.putDouble(high[i]).putDouble(low[i]);
    }
  }

  static ExactSums read(int places, ByteBuffer bytes) {
    ExactSums sums = new ExactSums(places);
    for (int i = 0; i < places; i++) {
      sums.high[i] = bytes.getDouble();
      sums.low[i] = bytes.getDouble();
    }
    return sums;
  }
}
