package io.github.heatmill.job.shortcuts.cluster;

import java.io.Serializable;

/**
 * A map as clustering sees it.
 *
 * @param target the explained class
 * @param at what {@link Embedding#point} gives
 */
public record ClassPoint(int target, double[] at) implements Serializable {

  /** The Euclidean distance to another place. */
  double distance(double[] other) {
    double sum = 0;
    for (int i = 0; i < at.length; i++) {
      sum += (at[i] - other[i]) * (at[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  /** The one of two that lies farther away; of equally far ones the same, whichever comes first. */
  static ClassPoint laterOf(ClassPoint a, ClassPoint b) {
    return java.util.Arrays.compare(a.at, b.at) >= 0 ? a : b;
  }
}
