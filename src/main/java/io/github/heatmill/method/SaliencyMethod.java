package io.github.heatmill.method;

import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Probe;
import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;

/**
 * Explains predictions. Implementations are immutable, and the same input gives the same bits, so
 * that a map does not depend on the executor that made it.
 */
public interface SaliencyMethod extends Serializable {

  /** The name by which users ask for it, such as {@code grad-cam}; also what tables hold. */
  String id();

  /** One line for a list of methods. */
  String summary();

  /**
   * The cost of one image beyond what all methods share: one forward pass and the gradient at the
   * layers.
   */
  String cost();

  /**
   * One map an image, where higher means that the explained class rests more on that place.
   *
   * @param probe the network, for methods that ask it more
   * @param evidence what all methods share; of N images
   * @return shape (N, h, w): raw values at the resolution of the layer, neither scaled nor resized.
   *     A map may be constant or not finite where the network leaves nothing else.
   */
  Tensor explain(Probe probe, Evidence evidence);
}
