package io.github.heatmill.tensor;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders places by their value. Ties keep the order of their indices, so that results repeat. */
public final class Ranking {
  private static final int DIGIT = 11;
  private static final int MASK = (1 << DIGIT) - 1;

  private Ranking() {}

  /** The indices of the {@code count} largest values, largest first. */
  public static int[] largest(double[] values, int count) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * The indices of all values, largest first; NaN comes last. A radix sort, whose time grows
   * linearly with the number of pixels.
   */
  public static int[] descending(float[] values) {
    int[] order = new int[values.length];
    int[] keys = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      order[i] = i;
      keys[i] = key(values[i]);
    }
    for (int shift = 0; shift < Integer.SIZE; shift += DIGIT) {
      order = sortedByDigit(order, keys, shift);
    }
    return order;
  }

  /** Stable, so that the order by lower digits remains within each digit. */
  private static int[] sortedByDigit(int[] order, int[] keys, int shift) {
    int[] next = new int[(1 << DIGIT) + 1];
    for (int key : keys) {
      next[(key >>> shift & MASK) + 1]++;
    }
    for (int digit = 0; digit < MASK; digit++) {
      next[digit + 1] += next[digit];
    }
    int[] sorted = new int[order.length];
    for (int i : order) {
      sorted[next[keys[i] >>> shift & MASK]++] = i;
    }
    return sorted;
  }

  /** An unsigned number that is smaller for a larger value. */
  private static int key(float value) {
    if (Float.isNaN(value)) {
      return -1; // The largest unsigned number.
    }
    int bits = Float.floatToIntBits(value + 0f); // -0 and 0 are a tie.
    return bits < 0 ? bits : ~bits & Integer.MAX_VALUE;
  }
}
