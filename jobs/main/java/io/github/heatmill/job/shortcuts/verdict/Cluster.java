package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.tensor.Tensor;

/**
 * A cluster: images in which a class was explained, with their evidence at similar places. An image
 * with several explained classes is in a cluster of each.
 *
 * @param name the name of the class
 * @param key the identity of the cluster
 * @param size the number of images
 * @param share the share of the images of its class, 0 to 1
 * @param means the means over its images
 * @param place the place of its evidence
 */
public record Cluster(String name, Key key, long size, double share, Means means, Place place) {

  /** Rounds to six digits, since Spark adds numbers up in any order. */
  static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /**
   * The identity of a cluster.
   *
   * @param target the class's index
   * @param number the number of the cluster in its class, from 1
   */
  public record Key(int target, int number) {}

  /**
   * Means over the images of a cluster, 0 to 1; NaN if one is not known.
   *
   * @param outside the share of the evidence beside the object
   * @param outsideChance the same share for random maps
   * @param borderMass the share of the evidence at the border; 0.36 for evenly spread evidence
   * @param agreement the share of the images that the network predicts correctly
   * @param confidence the probability of the class
   * @param separation the mean simplified silhouette; NaN if the class has only one cluster
   * @param cohesion the length of the mean of its maps, each of length 1; 1 if all are equal
   */
  public record Means(
      double outside,
      double outsideChance,
      double borderMass,
      double agreement,
      double confidence,
      double separation,
      double cohesion) {}

  /**
   * The place of the evidence: the smallest part of the mean map that holds half of its evidence.
   *
   * @param mean the mean of the cluster's maps, each scaled to 0..1, shape (h, w)
   * @param area the area of the place as a share of the map
   * @param purity p / (p + q), where p and q are the shares of the evidence at the place in the
   *     mean map of the cluster and in that of all other classes; 0.5 if these are equal; NaN if
   *     there are no other classes
   * @param x the centre of the place, from 0 at the left to 1
   * @param y the centre of the place, from 0 at the top to 1
   */
  public record Place(Tensor mean, double area, double purity, double x, double y) {}
}
