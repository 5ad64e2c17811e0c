package io.github.heatmill.job.shortcuts.cluster;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The centres of the clusters of each class.
 *
 * @param byClass the centres by the index of their class
 */
public record Centres(Map<Integer, double[][]> byClass) implements Serializable {
  public Centres {
    byClass = new TreeMap<>(byClass); // The same order on all machines.
  }

  /**
   * The centre that is nearest to a map.
   *
   * @param cluster the index of the centre within its class
   * @param distance the distance to the centre
   * @param next the distance to the second nearest centre; infinite if there is none
   */
  record Nearest(int cluster, double distance, double next) {
    /**
     * The simplified silhouette: (b - a) / b, where a is the distance to the nearest centre and b
     * that to the second nearest; 0 to 1.
     */
    double silhouette() {
      return next > 0 && next < Double.POSITIVE_INFINITY ? (next - distance) / next : 0;
    }
  }

  /** Finds the nearest centre of a map's class; empty if the class has no centre. */
  Optional<Nearest> nearest(ClassPoint point) {
    double[][] centres = byClass.get(point.target());
    if (centres == null) {
      return Optional.empty();
    }
    Nearest nearest = new Nearest(-1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (int i = 0; i < centres.length; i++) {
      double distance = point.distance(centres[i]);
      nearest =
          distance < nearest.distance
              ? new Nearest(i, distance, nearest.distance)
              : new Nearest(nearest.cluster, nearest.distance, Math.min(distance, nearest.next));
    }
    return Optional.of(nearest);
  }

  /** The number of centres of all classes. */
  int count() {
    return byClass.values().stream().mapToInt(centres -> centres.length).sum();
  }
}
