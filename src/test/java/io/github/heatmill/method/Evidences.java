package io.github.heatmill.method;

import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/** Evidence made by hand: the tests know every activation and gradient. */
public final class Evidences {
  private Evidences() {}

  /** Of one image, which is black, at the given layers. */
  public static Evidence of(LayerEvidence... layers) {
    Batch batch = new Batch(Tensor.zeros(1, 3, 1, 1), new int[] {0});
    return new Evidence(batch, Tensor.zeros(1, 2), new int[] {0}, List.of(layers));
  }

  /** One layer; the shape is that of the activations, (1, K, h, w). */
  public static LayerEvidence layer(float[] activations, float[] gradients, int... shape) {
    return new LayerEvidence("layer", Tensor.of(activations, shape), Tensor.of(gradients, shape));
  }

  /** The map of one image. */
  public static Tensor map(SaliencyMethod method, LayerEvidence... layers) {
    return method.explain(null, of(layers)).slice(0);
  }
}
