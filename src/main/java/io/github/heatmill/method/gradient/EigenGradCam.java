package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.PrincipalComponent;
import io.github.heatmill.tensor.Tensor;

/**
 * Shows the pattern that most channels share in their contributions to the class.
 *
 * <p>S = ReLU(C v), where C(p, k) = B_k(p) - mean over p of B_k(p) with B_k = dY/dA_k A_k,
 * elementwise, has one row for each of the h w places and one column for each of the K channels, v,
 * of shape (K), is its first right singular vector, A_k is channel k of the layer's output and Y
 * the logit of the explained class.
 *
 * <p>There is no paper: the method first appeared in <a
 * href="https://github.com/jacobgil/pytorch-grad-cam">pytorch-grad-cam</a>, 2021. Its formula is
 * the one above; the sign of v is left to the linear algebra library there, and NaN counts as 0.
 * Here the largest absolute value of C v is positive, and NaN shows.
 */
public final class EigenGradCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "eigen-grad-cam",
        "EigenGradCAM",
        2021,
        Need.GRADIENT,
        Standing.CERTAIN,
        "0",
        "First principal component of activations times gradients (Gildenblat)");
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    int positions = activations.length(1) * activations.length(2);
    double[][] channels = new double[activations.length(0)][positions];
    for (int i = 0; i < activations.size(); i++) {
      double gradient = gradients.values()[i];
      channels[i / positions][i % positions] = gradient * activations.values()[i];
    }
    return Rectified.map(PrincipalComponent.projection(channels), activations);
  }
}
