package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.Tensor;

/**
 * Weighs each place of each channel by its own gradient.
 *
 * <p>S(i, j) = ReLU(sum over k of dY/dA_k(i, j) A_k(i, j)), where A_k is channel k of the layer's
 * output, of shape (h, w), and Y the logit of the explained class. Where only pooling and one
 * linear layer follow, the sum before the ReLU is exactly the contribution of each place to Y.
 *
 * <p>Draelos and Carin, <a href="https://arxiv.org/abs/2011.08891">Use HiResCAM instead of Grad-CAM
 * for faithful explanations of convolutional neural networks</a>, 2020.
 */
public final class HiResCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "hires-cam",
        "HiResCAM",
        2020,
        Need.GRADIENT,
        Standing.CERTAIN,
        "0",
        "Places weighted by their own gradient (Draelos and Carin)");
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    int positions = activations.length(1) * activations.length(2);
    double[] sum = new double[positions];
    for (int i = 0; i < activations.size(); i++) {
      double gradient = gradients.values()[i];
      sum[i % positions] += gradient * activations.values()[i];
    }
    return Rectified.map(sum, activations);
  }
}
