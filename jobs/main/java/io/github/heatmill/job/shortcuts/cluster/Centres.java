package io.github.heatmill.job.shortcuts.cluster;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The centres of the clusters of each class.
 *
 * @param byClass one or more for each class that is divided, by the class's index
 */
public record Centres(Map<Integer, double[][]> byClass) implements Serializable {
  public Centres {
    byClass = new TreeMap<>(byClass); // In one order everywhere.
  }

  /**
   * Where a map belongs.
   *
   * @param cluster its place among the class's centres
   * @param distance to that centre
   * @param next to the next one; infinite if there is none
   */
  record Nearest(int cluster, double distance, double next) {
    /**
     * How much nearer its own cluster is than the next one: the simplified silhouette, (b - a) / b,
     * of distances to centres instead of mean distances to members; 0 to 1.
     */
    double silhouette() {
      return next > 0 && next < Double.POSITIVE_INFINITY ? (next - distance) / next : 0;
    }
  }

  /** The nearest centre of a map's class, the first of equally near ones; empty without any. */
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

  int count() {
    return byClass.values().stream().mapToInt(centres -> centres.length).sum();
  }
}
