package io.github.heatmill.method.gradient;

import io.github.heatmill.tensor.Tensor;

/**
 * The channel weights of Grad-CAM++ and its generalisation: w_k = sum over (i, j) of alpha_k(i, j)
 * ReLU(g_k(i, j)), alpha = g^2 / (2 g^2 + rho a_k g^3 + epsilon), and 0 where g is 0, with g =
 * dY/dA_k(i, j) and a_k = sum over (i, j) of A_k(i, j).
 *
 * @param rho the third derivative of the function of the logit, divided by the second
 * @param least the denominator is at least this many times g^2
 * @param epsilon added to the denominator
 */
record AlphaWeights(double rho, double least, double epsilon) {
  /** The epsilon of pytorch-grad-cam. */
  private static final double EPSILON = 1e-6;

  /** Alpha is 0 where it would be larger than the inverse of this number. */
  private static final double POLE = 1e-6;

  /** The weights of Grad-CAM++, where the logit passes through exp. */
  static AlphaWeights exponential() {
    return new AlphaWeights(1, Double.NEGATIVE_INFINITY, EPSILON);
  }

  /** The weights for any other function, with alpha limited to 1 near its pole. */
  static AlphaWeights bounded(double rho) {
    return new AlphaWeights(rho, 1, 0);
  }

  /**
   * The weights, one for each channel.
   *
   * @param activations A, shape (K, h, w)
   * @param gradients g, same shape
   */
  double[] of(Tensor activations, Tensor gradients) {
    double[] weights = new double[activations.length(0)];
    int positions = activations.length(1) * activations.length(2);
    for (int k = 0; k < weights.length; k++) {
      double sum = 0;
      for (int i = k * positions; i < (k + 1) * positions; i++) {
        sum += activations.values()[i];
      }
      for (int i = k * positions; i < (k + 1) * positions; i++) {
        double gradient = gradients.values()[i];
        weights[k] += gradient == 0 ? 0 : alpha(gradient, sum) * Math.max(gradient, 0);
      }
    }
    return weights;
  }

  private double alpha(double gradient, double sum) {
    double square = gradient * gradient;
    double denominator = 2 * square + rho * sum * square * gradient;
    denominator = Math.max(denominator, least * square);
    // Only activations below 0 lead to a pole. Away from it epsilon keeps the distance.
    return Math.abs(denominator) < POLE * square
        ? 0
        : square / (denominator + Math.copySign(epsilon, denominator));
  }
}
