package io.github.heatmill.job.plan;

import java.util.List;
import java.util.stream.IntStream;

/** Some items of a long list that stand for all of it. */
public final class EvenSample {

  private EvenSample() {}

  /**
   * Items at equal distances, the first one among them; all where there are no more than wanted.
   *
   * @param wanted how many
   */
  public static <T> List<T> of(List<T> all, int wanted) {
    int size = Math.min(wanted, all.size());
    return IntStream.range(0, size)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / size)))
        .toList();
  }
}
