package io.github.heatmill.model.torchscript.repair;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each of some things was changed. */
final class Counts {
  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The counts, such as {@code 20 batch_norm, 2 dropout}. */
  String text() {
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
