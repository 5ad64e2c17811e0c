package io.github.heatmill.job.shortcuts.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The start centres of k-means: the mean of a class's maps, and then repeatedly the map that is
 * farthest from all centres so far. They do not depend on random numbers.
 *
 * @param chains the centres of each class; fewer than requested if fewer of its maps differ
 */
record StartCentres(Map<Integer, List<double[]>> chains) {

  /** A point and its distance to the nearest centre. */
  private record Far(double distance, ClassPoint point) implements Serializable {
    Far farther(Far other) {
      if (distance != other.distance) {
        return distance > other.distance ? this : other;
      }
      return ClassPoint.laterOf(point, other.point) == point ? this : other;
    }
  }

  /** Chooses up to {@code most} centres for each class in {@code means}. */
  static StartCentres of(JavaRDD<ClassPoint> points, Map<Integer, double[]> means, int most) {
    Map<Integer, List<double[]>> chains = new HashMap<>();
    means.forEach((target, mean) -> chains.put(target, new ArrayList<>(List.of(mean))));
    for (int count = 1; count < most; count++) {
      farthest(points, centres(chains))
          .forEach((target, far) -> chains.get(target).add(far.point.at()));
    }
    return new StartCentres(chains);
  }

  private static Map<Integer, Far> farthest(JavaRDD<ClassPoint> points, Centres centres) {
    return points
        .filter(point -> centres.byClass().containsKey(point.target()))
        .mapToPair(point -> new Tuple2<>(point.target(), far(point, centres)))
        .filter(far -> far._2().distance > 0)
        .reduceByKey(Far::farther)
        .collectAsMap();
  }

  private static Far far(ClassPoint point, Centres centres) {
    return new Far(centres.nearest(point).orElseThrow().distance(), point);
  }

  private static Centres centres(Map<Integer, List<double[]>> chains) {
    Map<Integer, double[][]> byClass = new HashMap<>();
    chains.forEach((target, chain) -> byClass.put(target, chain.toArray(double[][]::new)));
    return new Centres(byClass);
  }

  /** The first centres of each class that has at least {@code count}. */
  Centres first(int count) {
    Map<Integer, List<double[]>> enough = new HashMap<>();
    chains.forEach(
        (target, chain) -> {
          if (chain.size() >= count) {
            enough.put(target, chain.subList(0, count));
          }
        });
    return centres(enough);
  }
}
