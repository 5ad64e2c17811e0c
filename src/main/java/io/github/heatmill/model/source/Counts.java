package io.github.heatmill.model.source;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each of some things was changed. */
public final class Counts {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Counts one more of them. */
  public void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Whether none was counted. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The counts, such as {@code 20 batch_norm, 2 dropout}. */
  public String text() {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
