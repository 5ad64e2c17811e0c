package io.github.heatmill.method.gradient;

import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/** Grad-CAM with other gradients instead of those of the explained logit. */
final class GradCamMaps {
  private GradCamMaps() {}

  /**
   * S = ReLU(sum over k of w_k A_k), w_k = mean over (i, j) of G_k(i, j).
   *
   * @param layer gives the activations A, shape (N, K, h, w)
   * @param gradients G, same shape
   * @return shape (N, h, w)
   */
  static Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer, Tensor gradients) {
    LayerEvidence regraded = new LayerEvidence(layer.layer(), layer.activations(), gradients);
    return new GradCam()
        .explain(
            probe,
            new Evidence(
                evidence.batch(),
                evidence.logits(),
                evidence.output(),
                evidence.targets(),
                List.of(regraded)));
  }
}
