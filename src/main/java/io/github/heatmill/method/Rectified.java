package io.github.heatmill.method;

import io.github.heatmill.tensor.Tensor;

/** The last step of most class activation maps: negative evidence is cut off. */
final class Rectified {

  private Rectified() {}

  /**
   * ReLU of summed evidence.
   *
   * @param sum one value a place
   * @param activations gives the height and width, shape (K, h, w)
   * @return shape (h, w); NaN stays NaN
   */
  static Tensor map(double[] sum, Tensor activations) {
    float[] map = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      map[i] = (float) Math.max(sum[i], 0);
    }
    return Tensor.of(map, activations.length(1), activations.length(2));
  }
}
