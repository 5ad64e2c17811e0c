package io.github.heatmill.saliency.similarity;

import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * A pair of maps of one shape.
 *
 * @param first the first map
 * @param second the second map
 */
public record MapPair(Tensor first, Tensor second) {

  /**
   * Checks that they fit.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public MapPair {
    sameShape(first, second);
  }

  /**
   * Brings two maps to one size: each is resized bilinearly, as by {@link Resize#bilinear}, to the
   * larger height and the larger width of the two. Maps of one size stay as they are.
   *
   * @param first shape (h, w)
   * @param second shape (h', w')
   * @return two of shape (max(h, h'), max(w, w'))
   */
  public static MapPair ofOneSize(Tensor first, Tensor second) {
    if (isSameShape(first, second)) {
      return new MapPair(first, second);
    }
    int height = Math.max(first.length(0), second.length(0));
    int width = Math.max(first.length(1), second.length(1));
    return new MapPair(resized(first, height, width), resized(second, height, width));
  }

  private static Tensor resized(Tensor map, int height, int width) {
    if (map.length(0) == height && map.length(1) == width) {
      return map;
    }
    Tensor one = map.reshape(1, map.length(0), map.length(1));
    return Resize.bilinear(one, height, width).reshape(height, width);
  }

  /**
   * The second map, after a check that its shape is that of the first.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  static Tensor sameShape(Tensor first, Tensor second) {
    if (!isSameShape(first, second)) {
      throw new IllegalArgumentException(
          "Maps cannot be compared: "
              + Arrays.toString(first.shape())
              + " and "
              + Arrays.toString(second.shape())
              + " (must have the same shape)");
    }
    return second;
  }

  /** Compares without copying the shapes, which would cost as much as comparing small maps. */
  private static boolean isSameShape(Tensor first, Tensor second) {
    boolean same = first.rank() == second.rank();
    for (int i = 0; same && i < first.rank(); i++) {
      same = first.length(i) == second.length(i);
    }
    return same;
  }
}
