package io.github.heatmill.model.output;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Vectors with which a network's embeddings are compared. Each is a class: its score is the cosine
 * of the angle between both vectors.
 *
 * @param names one for each reference
 * @param vectors one for each reference, all of one length
 */
public record References(List<String> names, List<List<Float>> vectors) implements Serializable {
  /** No reference. */
  public static final References NONE = new References(List.of(), List.of());

  /** More would make the opened network's text too large. */
  public static final int MOST_NUMBERS = 1 << 17;

  public References {
    names = List.copyOf(names);
    vectors = vectors.stream().map(List::copyOf).toList();
    int length = vectors.isEmpty() ? 0 : vectors.get(0).size();
    for (int i = 0; i < vectors.size(); i++) {
      check(names.get(i), vectors.get(i), length);
    }
    if ((long) length * vectors.size() > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "Too many references: %d of %d numbers (%d numbers at most)"
              .formatted(vectors.size(), length, MOST_NUMBERS));
    }
  }

  private static void check(String name, List<Float> vector, int length) {
    if (vector.size() != length) {
      throw new IllegalArgumentException(
          "Invalid reference: %s has %d numbers (must have %d, like the first one)"
              .formatted(name, vector.size(), length));
    }
    if (!(norm(vector) > 0) || !Double.isFinite(norm(vector))) {
      throw new IllegalArgumentException(
          "Invalid reference: %s has no direction (must hold finite numbers that are not all 0)"
              .formatted(name));
    }
  }

  private static double norm(List<Float> vector) {
    return Math.sqrt(vector.stream().mapToDouble(value -> (double) value * value).sum());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The numbers of a reference; 0 if there is none. */
  public int length() {
    return vectors.isEmpty() ? 0 : vectors.get(0).size();
  }

  /** The references with length 1, one after the other. */
  public List<Float> directions() {
    List<Float> directions = new ArrayList<>();
    for (List<Float> vector : vectors) {
      double norm = norm(vector);
      vector.forEach(value -> directions.add((float) (value / norm)));
    }
    return directions;
  }
}
