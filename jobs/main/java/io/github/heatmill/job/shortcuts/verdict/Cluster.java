package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.tensor.Tensor;

/**
 * Maps of a class whose evidence lies alike.
 *
 * @param name of the class
 * @param key which cluster it is
 * @param size images
 * @param share of the images of its class that have a map, 0 to 1
 * @param scores means over its images
 * @param place where its evidence lies
 */
public record Cluster(String name, Key key, long size, double share, Scores scores, Place place) {

  /** Rounds to six digits, since Spark adds numbers up in any order. */
  static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /**
   * The identity of a cluster.
   *
   * @param target the class's index
   * @param number from 1
   */
  public record Key(int target, int number) {}

  /**
   * Means over images, 0 to 1; NaN where one is not known.
   *
   * @param outside share of the evidence beside the object
   * @param outsideChance the same of a random map
   * @param borderMass share of the evidence at the border; evenly spread it is 0.36
   * @param agreement share of the images that the network gets right
   * @param confidence the class's probability
   * @param separation how much nearer images are to this cluster than to the next of the class:
   *     their mean simplified silhouette; NaN where the class is one cluster
   * @param cohesion the length of the mean of its maps, each of length 1: 1 if all are the same
   */
  public record Scores(
      double outside,
      double outsideChance,
      double borderMass,
      double agreement,
      double confidence,
      double separation,
      double cohesion) {}

  /**
   * Where the evidence lies.
   *
   * @param mean the mean of its maps, each scaled to 0..1, shape (h, w)
   * @param area the smallest share of the mean map that holds half of its evidence
   * @param purity how much of the evidence there is this class's, if its own and that of all others
   *     count as much in all: p / (p + q), of the shares p and q of the cluster's and of the other
   *     classes' mean map there; 0.5 if others look there as much; NaN without others
   * @param x the middle of that share, from 0 at the left to 1
   * @param y from 0 at the top to 1
   */
  public record Place(Tensor mean, double area, double purity, double x, double y) {}
}
