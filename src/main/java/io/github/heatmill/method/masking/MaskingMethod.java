package io.github.heatmill.method.masking;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.tensor.Tensor;

/** A method that explains one image at a time, because each one asks the network many questions. */
abstract class MaskingMethod extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;

  /** The map of one image at one layer, shape (h, w). */
  abstract Tensor map(LayerImage image);

  @Override
  protected final Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    int height = layer.activations().length(2);
    int width = layer.activations().length(3);
    Tensor maps = Tensor.zeros(evidence.size(), height, width);
    for (int i = 0; i < evidence.size(); i++) {
      Tensor map = map(new LayerImage(probe, evidence, layer, i));
      System.arraycopy(map.values(), 0, maps.values(), i * height * width, height * width);
    }
    return maps;
  }
}
