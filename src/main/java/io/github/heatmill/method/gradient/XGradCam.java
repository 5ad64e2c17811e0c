package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.Tensor;

/**
 * Weighs each channel by the mean of its gradients, taken where the channel is active.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = sum over (i, j) of dY/dA_k(i, j) A_k(i, j) / sum over
 * (i, j) of A_k(i, j), where A_k is channel k of the layer's output, of shape (h, w), and Y the
 * logit of the explained class. A channel whose activations sum to 0 has no such mean; its weight
 * is 0.
 *
 * <p>Fu et al., <a href="https://arxiv.org/abs/2008.02312">Axiom-based Grad-CAM: Towards Accurate
 * Visualization and Explanation of CNNs</a>, 2020. Public implementations add 1e-7
 * (pytorch-grad-cam) or 1e-8 (torch-cam) to the divisor instead, which makes the weights of faint
 * channels depend on the scale of their activations.
 */
public final class XGradCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "xgrad-cam",
        "XGrad-CAM",
        2020,
        Need.GRADIENT,
        Standing.CERTAIN,
        "0",
        "Channels weighted by their gradient where they are active (Fu et al.)");
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    double[] weights = new double[activations.length(0)];
    int positions = activations.length(1) * activations.length(2);
    for (int k = 0; k < weights.length; k++) {
      double active = 0;
      double effect = 0;
      for (int i = k * positions; i < (k + 1) * positions; i++) {
        double activation = activations.values()[i];
        active += activation;
        effect += gradients.values()[i] * activation;
      }
      weights[k] = active == 0 ? 0 * effect : effect / active; // 0 times NaN is still NaN.
    }
    return Rectified.weightedSum(weights, activations);
  }
}
