package io.github.heatmill.job.shortcuts.cluster;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A map as a point for clustering.
 *
 * @param target the index of the explained class
 * @param at the coordinates, by {@link Embedding#point}
 */
public record ClassPoint(int target, double[] at) implements Serializable {

  /** The Euclidean distance to another point. */
  double distance(double[] other) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += (at[i] - other[i]) * (at[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  /** The point whose coordinates are later in lexicographic order, to break ties in one way. */
  static ClassPoint laterOf(ClassPoint a, ClassPoint b) {
    return Arrays.compare(a.at, b.at) >= 0 ? a : b;
  }
}
