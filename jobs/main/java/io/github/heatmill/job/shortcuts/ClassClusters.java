package io.github.heatmill.job.shortcuts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import scala.Tuple2;

/**
 * Divides the maps of each class into clusters: k-means for every number of clusters from 2 to 5,
 * of which a class takes the one with the highest mean silhouette, if that is at least 0.25: below,
 * Kaufman and Rousseeuw (Finding Groups in Data, 1990) see no structure, and the class is one
 * cluster.
 *
 * <p>All classes are divided in one fit: a further coordinate says the class, and lies so far apart
 * for two classes that the nearest centre is always one of a map's own class. So a thousand classes
 * take as many Spark jobs as one.
 *
 * <p>Differs from Lapuschkin et al. 2019, who cluster the eigenvectors of a graph of neighbours,
 * for one class at a time: distances to centres need no graph, which grows with the square of the
 * images.
 */
final class ClassClusters {
  private static final int MOST = 5;
  private static final int ITERATIONS = 30;
  private static final double STRUCTURE = 0.25;

  /** More than twice as far as two maps can be apart, which is sqrt(2). */
  private static final double APART = 4;

  /** Silhouettes are added up in whole steps, which gives the same sum in any order. */
  private static final double STEPS = 1 << 20;

  private ClassClusters() {}

  /**
   * The centres of each class with at least {@code smallest} maps; one where there are not twice as
   * many.
   */
  static Centres of(JavaRDD<ClassPoint> points, int smallest) {
    Map<Integer, double[][]> chosen = new HashMap<>();
    Map<Integer, double[]> divisible = new HashMap<>();
    ClassMeans.of(points)
        .byClass()
        .forEach(
            (target, sum) -> {
              if (sum.count() >= smallest) {
                chosen.put(target, new double[][] {sum.mean()});
              }
              if (sum.count() >= 2L * smallest) {
                divisible.put(target, sum.mean());
              }
            });
    StartCentres starts = StartCentres.of(points, divisible, MOST);
    List<Centres> candidates = new ArrayList<>();
    for (int count = 2; count <= MOST; count++) {
      Centres start = starts.first(count);
      if (start.count() > 0) {
        candidates.add(fitted(points, start));
      }
    }
    chosen.putAll(best(points, candidates));
    return new Centres(chosen);
  }

  private static Centres fitted(JavaRDD<ClassPoint> points, Centres start) {
    List<Integer> classes = List.copyOf(start.byClass().keySet());
    Map<Integer, Integer> order =
        IntStream.range(0, classes.size())
            .boxed()
            .collect(Collectors.toMap(classes::get, i -> i, (a, b) -> a, HashMap::new));
    Vector[] centres =
        classes.stream()
            .flatMap(
                target ->
                    Arrays.stream(start.byClass().get(target))
                        .map(centre -> apart(centre, order.get(target))))
            .toArray(Vector[]::new);
    JavaRDD<Vector> vectors =
        points
            .filter(point -> order.containsKey(point.target()))
            .map(point -> apart(point.at(), order.get(point.target())));
    KMeansModel model =
        new KMeans()
            .setK(centres.length)
            .setInitialModel(new KMeansModel(centres))
            .setMaxIterations(ITERATIONS)
            .run(vectors.rdd());
    return together(model.clusterCenters(), start);
  }

  private static Vector apart(double[] point, int place) {
    double[] all = Arrays.copyOf(point, point.length + 1);
    all[point.length] = APART * place;
    return Vectors.dense(all);
  }

  /** The centres by class again; they are in the order in which they were given. */
  private static Centres together(Vector[] centres, Centres start) {
    Map<Integer, double[][]> byClass = new HashMap<>();
    int next = 0;
    for (Map.Entry<Integer, double[][]> each : start.byClass().entrySet()) {
      double[][] own = new double[each.getValue().length][];
      for (int i = 0; i < own.length; i++) {
        double[] all = centres[next++].toArray();
        own[i] = Arrays.copyOf(all, all.length - 1);
      }
      byClass.put(each.getKey(), own);
    }
    return new Centres(byClass);
  }

  private static Map<Integer, double[][]> best(
      JavaRDD<ClassPoint> points, List<Centres> candidates) {
    Map<Integer, double[][]> best = new HashMap<>();
    silhouettes(points, candidates)
        .forEach(
            (target, sums) -> {
              int highest = 1;
              for (int i = 2; i < sums.length; i++) {
                highest = sums[i] > sums[highest] ? i : highest;
              }
              if (sums[highest] >= STRUCTURE * STEPS * sums[0]) {
                best.put(target, candidates.get(highest - 1).byClass().get(target));
              }
            });
    return best;
  }

  /** For each class the number of its maps, then the sum of their silhouettes by candidate. */
  private static Map<Integer, long[]> silhouettes(
      JavaRDD<ClassPoint> points, List<Centres> candidates) {
    if (candidates.isEmpty()) {
      return Map.of();
    }
    Centres first = candidates.get(0);
    return points
        .filter(point -> first.byClass().containsKey(point.target()))
        .mapToPair(point -> new Tuple2<>(point.target(), silhouettes(point, candidates)))
        .reduceByKey(ClassClusters::sum)
        .collectAsMap();
  }

  private static long[] silhouettes(ClassPoint point, List<Centres> candidates) {
    long[] all = new long[candidates.size() + 1];
    all[0] = 1;
    for (int i = 0; i < candidates.size(); i++) {
      double own = candidates.get(i).nearest(point).map(Centres.Nearest::silhouette).orElse(0.0);
      all[i + 1] = Math.round(own * STEPS);
    }
    return all;
  }

  private static long[] sum(long[] a, long[] b) {
    long[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
