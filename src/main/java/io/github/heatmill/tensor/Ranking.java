package io.github.heatmill.tensor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Orders places by their value. Ties keep the order of their indices, so that results repeat. */
public final class Ranking {

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

  /** The indices of all values, largest first; NaN comes last. Made for the pixels of an image. */
  public static int[] descending(float[] values) {
    long[] keys = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      keys[i] = (long) ~ascendingKey(values[i]) << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    int[] order = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** A number that is larger for a larger value: negative floats have their bits turned. */
  private static int ascendingKey(float value) {
    if (Float.isNaN(value)) {
      return Integer.MIN_VALUE;
    }
    int bits = Float.floatToIntBits(value + 0f); // -0 and 0 are a tie.
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
