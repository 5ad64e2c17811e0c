package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.Tensor;

/**
 * Weighs each place of each channel by its own positive gradient.
 *
 * <p>S(i, j) = ReLU(sum over k of ReLU(dY/dA_k(i, j)) A_k(i, j)), where A_k is channel k of the
 * layer's output and Y the logit of the explained class.
 *
 * <p>Jiang et al., <a href="https://ieeexplore.ieee.org/document/9462463">LayerCAM: Exploring
 * Hierarchical Class Activation Maps for Localization</a>, 2021.
 *
 * <p>Differs from the paper: several layers fuse by the mean of their scaled maps, as for every
 * other method here, and not by the maximum of tanh(2 S / max S).
 */
public final class LayerCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "layer-cam",
        "LayerCAM",
        2021,
        Need.GRADIENT,
        Standing.CERTAIN,
        "0",
        "Places weighted by their own positive gradient (Jiang et al.)");
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    int positions = activations.length(1) * activations.length(2);
    double[] sum = new double[positions];
    for (int i = 0; i < activations.size(); i++) {
      // NaN of either passes through and must show in the map.
      double weight = Math.max(gradients.values()[i], 0);
      sum[i % positions] += weight * activations.values()[i];
    }
    return Rectified.map(sum, activations);
  }
}
