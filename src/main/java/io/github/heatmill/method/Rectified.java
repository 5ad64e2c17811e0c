package io.github.heatmill.method;

import io.github.heatmill.tensor.Tensor;

/** The last step of most class activation maps: negative evidence is cut off. */
public final class Rectified {

  private Rectified() {}

  /**
   * ReLU of summed evidence.
   *
   * @param sum one value for each place
   * @param activations gives the height and width, shape (K, h, w)
   * @return shape (h, w); NaN stays NaN
   */
  public static Tensor map(double[] sum, Tensor activations) {
    float[] map = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      map[i] = (float) Math.max(sum[i], 0);
    }
    return Tensor.of(map, activations.length(1), activations.length(2));
  }

  /**
   * S = ReLU(sum over k of w_k A_k).
   *
   * @param weights w, one for each channel
   * @param activations A, shape (K, h, w)
   * @return shape (h, w); NaN stays NaN
   */
  public static Tensor weightedSum(double[] weights, Tensor activations) {
    int positions = activations.length(1) * activations.length(2);
    double[] sum = new double[positions];
    for (int k = 0; k < weights.length; k++) {
      for (int p = 0; p < positions; p++) {
        sum[p] += weights[k] * activations.values()[k * positions + p];
      }
    }
    return map(sum, activations);
  }
}
