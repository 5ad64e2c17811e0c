package io.github.heatmill.model.alteration;

import io.github.heatmill.tensor.Tensor;

/**
 * Replacements of a layer's output A: A' = keep A + (1 - keep) fill, elementwise. Axes of length 1
 * stand for all.
 *
 * @param keep shape (M, N or 1, K or 1, h or 1, w or 1): M replacements for each of N images
 * @param fill shape (N or 1, K or 1, h or 1, w or 1)
 */
public record Gates(Tensor keep, Tensor fill) {

  public Gates {
    if (keep.rank() != 5 || fill.rank() != 4) {
      throw new IllegalArgumentException(
          "Invalid gates: " + keep + " with " + fill + " (must be (M, N, K, h, w), (N, K, h, w))");
    }
  }

  /** Gates that give 0 where they are closed. */
  public static Gates toZero(Tensor keep) {
    return new Gates(keep, Tensor.zeros(1, 1, 1, 1));
  }

  /** The number M of replacements. */
  public int size() {
    return keep.length(0);
  }
}
