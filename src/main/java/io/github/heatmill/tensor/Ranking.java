package io.github.heatmill.tensor;

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
}
