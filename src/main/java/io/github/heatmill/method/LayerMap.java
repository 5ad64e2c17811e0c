package io.github.heatmill.method;

import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A method with one formula, computed for each image from the activations and gradients at a layer
 * alone.
 */
public abstract class LayerMap extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;

  /**
   * The map of one image at one layer.
   *
   * @param activations A, shape (K, h, w)
   * @param gradients dY/dA, same shape; without elements for a network that has none, which only
   *     methods see that do not use them
   * @return shape (h, w)
   */
  protected abstract Tensor map(Tensor activations, Tensor gradients);

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    boolean without = gradients() == Gradients.UNUSED && !layer.hasGradients();
    IntFunction<Tensor> gradients =
        without ? i -> Tensor.zeros(0) : i -> layer.gradients().slice(i);
    return Tensor.stacked(
        IntStream.range(0, layer.activations().length(0))
            .mapToObj(i -> map(layer.activations().slice(i), gradients.apply(i)))
            .toList());
  }
}
