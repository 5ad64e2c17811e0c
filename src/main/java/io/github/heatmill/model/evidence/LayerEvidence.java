package io.github.heatmill.model.evidence;

import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * The evidence at one layer.
 *
 * @param layer the layer's path
 * @param activations its outputs A, shape (N, K, h, w)
 * @param gradients dY/dA of the explained class's logit Y, same shape; without elements where the
 *     network was opened without gradients
 * @param carried the other values that the rest of the network reads, for heads only
 */
public record LayerEvidence(
    String layer, Tensor activations, Tensor gradients, List<Tensor> carried) {

  public LayerEvidence {
    carried = List.copyOf(carried);
  }

  /** Evidence of a layer whose output is all that the rest of the network reads. */
  public LayerEvidence(String layer, Tensor activations, Tensor gradients) {
    this(layer, activations, gradients, List.of());
  }

  /**
   * The gradients.
   *
   * @throws IllegalStateException if the network was opened without gradients
   */
  @Override
  public Tensor gradients() {
    if (!hasGradients()) {
      throw new IllegalStateException("Network was opened without gradients: " + layer);
    }
    return gradients;
  }

  /** Whether there are gradients. */
  public boolean hasGradients() {
    return gradients.size() > 0 || activations.size() == 0;
  }

  /**
   * The same evidence, after a check that the outputs are maps.
   *
   * @throws IllegalArgumentException if they are not
   */
  public LayerEvidence spatial() {
    if (activations.rank() != 4) {
      throw new IllegalArgumentException(
          "Layer has no map: " + layer + " gives " + activations + " (needs (N, K, h, w))");
    }
    return this;
  }
}
