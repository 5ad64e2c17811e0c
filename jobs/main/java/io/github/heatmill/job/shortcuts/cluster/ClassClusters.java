package io.github.heatmill.job.shortcuts.cluster;

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

/**
 * Divides the maps of each class into clusters by k-means. It tries 2 to 5 clusters, and {@link
 * Silhouettes} chooses their number.
 *
 * <p>One fit divides all classes: an additional coordinate encodes the class, with a distance
 * between classes so large that the nearest centre always belongs to a map's own class. A thousand
 * classes therefore take as many Spark jobs as one.
 *
 * <p>Differs from Lapuschkin et al. 2019, who cluster the eigenvectors of a graph of neighbours for
 * one class at a time. The size of that graph grows with the square of the number of images.
 */
public final class ClassClusters {
  private static final int MOST = 5;
  private static final int ITERATIONS = 30;

  /** The distance between classes: more than twice the largest distance of two maps, sqrt(2). */
  private static final double CLASS_DISTANCE = 4;

  private ClassClusters() {}

  /**
   * Clusters each class with at least {@code smallest} maps. A class with fewer than twice as many
   * maps is one cluster.
   */
  public static Centres of(JavaRDD<ClassPoint> points, int smallest) {
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
    chosen.putAll(Silhouettes.of(points, candidates).best());
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
                        .map(centre -> withClass(centre, order.get(target))))
            .toArray(Vector[]::new);
    JavaRDD<Vector> vectors =
        points
            .filter(point -> order.containsKey(point.target()))
            .map(point -> withClass(point.at(), order.get(point.target())));
    KMeansModel model =
        new KMeans()
            .setK(centres.length)
            .setInitialModel(new KMeansModel(centres))
            .setMaxIterations(ITERATIONS)
            .run(vectors.rdd());
    return grouped(model.clusterCenters(), start);
  }

  private static Vector withClass(double[] point, int place) {
    double[] all = Arrays.copyOf(point, point.length + 1);
    all[point.length] = CLASS_DISTANCE * place;
    return Vectors.dense(all);
  }

  /** Groups the centres by class. They are in the order of the start centres. */
  private static Centres grouped(Vector[] centres, Centres start) {
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
}
