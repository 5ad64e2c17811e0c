package io.github.heatmill.method.activation;

import io.github.heatmill.method.LayerMap;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.tensor.PrincipalComponent;
import io.github.heatmill.tensor.Tensor;

/**
 * Shows the pattern that most channels share, independent of the class.
 *
 * <p>S = ReLU(C v), where C(p, k) = A_k(p) - mean over p of A_k(p) is the layer's output with one
 * row for each of its h w places and one column for each of its K channels, centred by columns, and
 * v, of shape (K), is the first right singular vector of C.
 *
 * <p>Muhammad and Yeasin, <a href="https://arxiv.org/abs/2008.00299">Eigen-CAM: Class Activation
 * Map using Principal Components</a>, 2020.
 *
 * <p>Differs from the paper: columns are centred, as in pytorch-grad-cam; and the sign of v, which
 * mathematics leaves open, is turned so that the largest absolute value of C v is positive. In
 * pytorch-grad-cam the sign is whatever the linear algebra library gives, and NaN counts as 0; here
 * NaN shows.
 */
public final class EigenCam extends LayerMap {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "eigen-cam",
        "Eigen-CAM",
        2020,
        Need.FORWARD,
        Standing.CERTAIN,
        "0",
        "First principal component of the activations (Muhammad and Yeasin)");
  }

  @Override
  public boolean classAgnostic() {
    return true;
  }

  @Override
  protected Tensor map(Tensor activations, Tensor gradients) {
    int positions = activations.length(1) * activations.length(2);
    double[][] channels = new double[activations.length(0)][positions];
    for (int i = 0; i < activations.size(); i++) {
      channels[i / positions][i % positions] = activations.values()[i];
    }
    return Rectified.map(PrincipalComponent.projection(channels), activations);
  }
}
