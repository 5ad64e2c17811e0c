package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;
import java.util.Optional;

/**
 * The centre of gravity of a map's evidence.
 *
 * <p>(y, x) = sum over places of E_yx (y, x) / sum of E, where E is the map scaled to 0..1 by its
 * own range, and rows and columns count from 0: the centre of a map of 7 x 7 is (3, 3).
 *
 * @param y in rows, 0..h-1
 * @param x in columns, 0..w-1
 */
public record Centroid(double y, double x) {

  /**
   * Finds it in a map.
   *
   * @param map shape (h, w)
   * @return empty where all values are the same or any of them is not finite
   */
  public static Optional<Centroid> of(Tensor map) {
    Range range = Range.of(map);
    if (!range.hasEvidence()) {
      return Optional.empty();
    }
    double sum = 0;
    double down = 0;
    double across = 0;
    for (int i = 0; i < map.size(); i++) {
      double evidence = (double) map.values()[i] - range.minimum();
      sum += evidence;
      down += evidence * (i / map.length(1));
      across += evidence * (i % map.length(1));
    }
    return Optional.of(new Centroid(down / sum, across / sum));
  }
}
