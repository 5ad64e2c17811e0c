package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Set;

/**
 * Weighs each channel by its approximate Shapley value: Grad-CAM with a second-order term.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = mean over (i, j) of (g - H A / 2)_k(i, j), where A is
 * the layer's output, g = dY/dA, H the Hessian of Y by A, H A their product (same shape as A), and
 * Y = y_c + log p_c the logit of the explained class plus its log probability, which the paper
 * calls ReST.
 *
 * <p>Cai, <a href="https://arxiv.org/abs/2501.06261">CAMs as Shapley Value-based Explainers</a>,
 * 2025.
 */
public final class ShapleyCam extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean seesProbabilities() {
    return true;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "shapley-cam",
        "ShapleyCAM",
        2025,
        Need.GRADIENT,
        Standing.CERTAIN,
        "1 of the head, with second derivatives",
        "Channels weighted by gradient and curvature (Cai)");
  }

  @Override
  public Set<Access> access() {
    return Set.of(Access.HEAD, Access.CURVATURE);
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    Head.Curvature curvature = probe.head(evidence, layer.layer()).curvature();
    Tensor shares = Tensor.zeros(curvature.gradients().shape());
    for (int i = 0; i < shares.size(); i++) {
      double product = curvature.products().values()[i];
      shares.values()[i] = (float) (curvature.gradients().values()[i] - product / 2);
    }
    return GradCamMaps.maps(probe, evidence, layer, shares);
  }
}
