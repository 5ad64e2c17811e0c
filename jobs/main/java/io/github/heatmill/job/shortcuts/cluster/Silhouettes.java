package io.github.heatmill.job.shortcuts.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Chooses the number of clusters of each class by silhouettes.
 *
 * <p>A class takes the division with the highest mean silhouette, and the one with fewer clusters
 * among equals, if the mean is at least 0.25. Below that, Kaufman and Rousseeuw (Finding Groups in
 * Data, 1990) see no structure. As in their book, the silhouette of the only map of a cluster is 0.
 * Silhouettes do not depend on the distance between clusters. Therefore a division is rejected if
 * two of its centres show nearly the same place.
 *
 * @param candidates divisions into 2, 3, ... clusters
 * @param sums the number of maps and the sum of silhouettes of each candidate and cluster, by class
 */
record Silhouettes(List<Centres> candidates, Map<Integer, long[]> sums) {
  private static final double STRUCTURE = 0.25;

  /** The distance of two maps of length 1 with a cosine of 0.9: sqrt(2 - 2 * 0.9). */
  private static final double SAME_PLACE = Math.sqrt(0.2);

  /** The number of steps of a silhouette, which are added as integers to be exact in any order. */
  private static final double STEPS = 1 << 20;

  private static final int FIRST = 2;

  /**
   * Adds the silhouettes of all points.
   *
   * @param candidates divisions into 2, 3, ... clusters
   */
  static Silhouettes of(JavaRDD<ClassPoint> points, List<Centres> candidates) {
    if (candidates.isEmpty()) {
      return new Silhouettes(candidates, Map.of());
    }
    Centres all = candidates.get(0); // A class with more clusters is also divided into two.
    return new Silhouettes(
        candidates,
        points
            .filter(point -> all.byClass().containsKey(point.target()))
            .mapToPair(point -> new Tuple2<>(point.target(), silhouettes(point, candidates)))
            .reduceByKey(Silhouettes::sum)
            .collectAsMap());
  }

  private static long[] silhouettes(ClassPoint point, List<Centres> candidates) {
    long[] all = new long[slot(candidates.size(), 0)];
    for (int i = 0; i < candidates.size(); i++) {
      int candidate = i;
      candidates
          .get(i)
          .nearest(point)
          .ifPresent(
              nearest -> {
                int slot = slot(candidate, nearest.cluster());
                all[slot] = 1;
                all[slot + 1] = Math.round(nearest.silhouette() * STEPS);
              });
    }
    return all;
  }

  /** The index of a cluster's two numbers. Candidates have 2, 3, ... clusters. */
  private static int slot(int candidate, int cluster) {
    int before = IntStream.range(0, candidate).map(i -> i + FIRST).sum();
    return 2 * (before + cluster);
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  /** The centres of each class that is divided. */
  Map<Integer, double[][]> best() {
    Map<Integer, double[][]> best = new HashMap<>();
    for (int target : sums.keySet()) {
      double highest = STRUCTURE;
      for (int i = 0; i < candidates.size(); i++) {
        double[][] centres = candidates.get(i).byClass().get(target);
        double mean = centres == null || isSamePlaceTwice(centres) ? 0 : mean(target, i);
        if (mean > highest) {
          highest = mean;
          best.put(target, centres);
        }
      }
    }
    return best;
  }

  private double mean(int target, int candidate) {
    long maps = 0;
    long sum = 0;
    for (int cluster = 0; cluster < candidate + FIRST; cluster++) {
      long count = sums.get(target)[slot(candidate, cluster)];
      maps += count;
      sum += count > 1 ? sums.get(target)[slot(candidate, cluster) + 1] : 0;
    }
    return sum / STEPS / maps;
  }

  private static boolean isSamePlaceTwice(double[][] centres) {
    return IntStream.range(0, centres.length)
        .anyMatch(
            i ->
                IntStream.range(0, i)
                    .anyMatch(
                        j -> new ClassPoint(0, centres[i]).distance(centres[j]) < SAME_PLACE));
  }
}
