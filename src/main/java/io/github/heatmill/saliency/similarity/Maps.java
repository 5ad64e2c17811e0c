package io.github.heatmill.saliency.similarity;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** What must hold of maps before they can be compared. */
final class Maps {

  private Maps() {}

  /**
   * The second map, once it is certain that it fits the first.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  static Tensor sameShape(Tensor first, Tensor second) {
    if (!Arrays.equals(first.shape(), second.shape())) {
      throw new IllegalArgumentException(
          "Maps cannot be compared: "
              + Arrays.toString(first.shape())
              + " and "
              + Arrays.toString(second.shape())
              + " (must have the same shape)");
    }
    return second;
  }

  static boolean isFinite(double[] values) {
    return DoubleStream.of(values).allMatch(Double::isFinite);
  }
}
