package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.ChannelMeans;
import io.github.heatmill.tensor.Tensor;

/**
 * Weighs each channel by the mean of its gradients.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = mean over (i, j) of dY/dA_k(i, j), where A_k is channel
 * k of the layer's output and Y the logit of the explained class.
 *
 * <p>Selvaraju et al., <a href="https://arxiv.org/abs/1610.02391">Grad-CAM: Visual Explanations
 * from Deep Networks via Gradient-based Localization</a>, 2017.
 */
public final class GradCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "grad-cam",
        "Grad-CAM",
        2017,
        Need.GRADIENT,
        Standing.CERTAIN,
        "0",
        "Channels weighted by their mean gradient (Selvaraju et al.)");
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    return Rectified.weightedSum(ChannelMeans.of(gradients), activations);
  }
}
