package io.github.heatmill.method.gradient;

import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * The explained logit, split into two terms at a layer: y = sum of (dy/dA A) + b. In networks of
 * linear layers, ReLU and pooling, b is the contribution of all biases after the layer to y.
 *
 * @param effects the sum of |dy/dA A|
 * @param residual b
 */
record LogitSplit(double effects, double residual) {

  /**
   * Splits a logit.
   *
   * @param logit y
   * @param activations A, shape (K, h, w)
   * @param gradients dy/dA, same shape
   */
  static LogitSplit of(double logit, Tensor activations, Tensor gradients) {
    double effects = 0;
    double explained = 0;
    for (int i = 0; i < activations.size(); i++) {
      double effect = (double) gradients.values()[i] * activations.values()[i];
      effects += Math.abs(effect);
      explained += effect;
    }
    return new LogitSplit(effects, logit - explained);
  }

  /**
   * ReLU(sum over k of w_k A_k + s b / Z), with the residual spread evenly over the Z places. The
   * weights sum gradients over places, and the residual is on the scale of their mean: s, the sum
   * of all w over the sum of all channels' mean ReLU(dy/dA), brings the one to the other. It is 0
   * where no gradient is above 0.
   *
   * @param weights w, one for each channel
   * @param activations A, shape (K, h, w)
   * @param gradients dy/dA, same shape
   * @return shape (h, w)
   */
  Tensor map(double[] weights, Tensor activations, Tensor gradients) {
    double[] sum = new double[activations.length(1) * activations.length(2)];
    Arrays.fill(sum, residual * scale(weights, gradients) / sum.length);
    for (int i = 0; i < activations.size(); i++) {
      sum[i % sum.length] += weights[i / sum.length] * activations.values()[i];
    }
    return Rectified.map(sum, activations);
  }

  private static double scale(double[] weights, Tensor gradients) {
    double positive = 0;
    for (float gradient : gradients.values()) {
      positive += Math.max(gradient, 0);
    }
    int places = gradients.length(1) * gradients.length(2);
    return positive == 0 ? 0 : Arrays.stream(weights).sum() * places / positive;
  }
}
