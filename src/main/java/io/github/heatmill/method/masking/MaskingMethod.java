package io.github.heatmill.method.masking;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * A method that explains one image at a time, because each image needs many runs of the network.
 */
abstract class MaskingMethod extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;

  /** The map of one image at one layer, shape (h, w). */
  abstract Tensor map(LayerImage image);

  @Override
  protected final Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    return Tensor.stacked(
        IntStream.range(0, evidence.size())
            .mapToObj(i -> map(new LayerImage(probe, evidence, layer, i)))
            .toList());
  }
}
