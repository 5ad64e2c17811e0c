package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.Tensor;

/**
 * Weighs each channel by its positive gradients, and more where it is active in few places.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = sum over (i, j) of alpha_k(i, j) ReLU(g_k(i, j)),
 * alpha_k(i, j) = g^2 / (2 g^2 + a_k g^3), and 0 where g is 0, where A_k is channel k of the
 * layer's output, of shape (h, w), g_k(i, j) = dY/dA_k(i, j), Y the logit of the explained class,
 * and a_k = sum over (i, j) of A_k(i, j).
 *
 * <p>Chattopadhay et al., <a href="https://arxiv.org/abs/1710.11063">Grad-CAM++: Generalized
 * Gradient-based Visual Explanations for Deep Convolutional Networks</a>, 2018.
 *
 * <p>Differs from the paper: 1e-6 is added to the denominator, as in pytorch-grad-cam, so that
 * gradients well below 0.001 count less. In torch-cam alpha has the sum of g^3 A in place of a_k
 * g^3.
 */
public final class GradCamPlusPlus extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "grad-cam++",
        "Grad-CAM++",
        2018,
        Need.GRADIENT,
        Standing.CERTAIN,
        "0",
        "Channels weighted by their positive gradients (Chattopadhay et al.)");
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    double[] weights = AlphaWeights.exponential().of(activations, gradients);
    return Rectified.weightedSum(weights, activations);
  }
}
