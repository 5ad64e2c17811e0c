package io.github.heatmill.method;

import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.OpeningRequest.Gradients;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Registered;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Explains predictions. Implementations are immutable, and the same input gives the same bits, so
 * that a map does not depend on the executor that made it.
 *
 * <p>The registry finds implementations by {@link java.util.ServiceLoader}: a jar that names a
 * class with a constructor without arguments in {@code
 * META-INF/services/io.github.heatmill.method.SaliencyMethod} adds a method.
 */
public interface SaliencyMethod extends Registered<SaliencyMethod> {

  /** The entry for lists. */
  MethodCard card();

  @Override
  default String name() {
    return card().id();
  }

  @Override
  default SaliencyMethod with(Options options) {
    return this;
  }

  /** The access to the network that it needs besides evidence. */
  default Set<Access> access() {
    return Set.of();
  }

  /** Whether it uses gradients; if not, it also explains networks that cannot be differentiated. */
  default Gradients gradients() {
    return card().need() == Need.FORWARD ? Gradients.UNUSED : Gradients.USED;
  }

  /**
   * Whether it weighs by probabilities. Of a network that returns values, it needs their spread,
   * from which a number takes the place of a probability.
   */
  default boolean seesProbabilities() {
    return false;
  }

  /** Whether its maps depend on a layer; if not, it also explains networks without layers. */
  default boolean needsLayer() {
    return true;
  }

  /**
   * Whether it needs gradients that pass through the network's input, which bytes do not have:
   * those of masks, or of pixels.
   */
  default boolean differentiatesInput() {
    return false;
  }

  /** Whether it makes use of {@link Evidence#statistics}. */
  default boolean wantsStatistics() {
    return false;
  }

  /**
   * Whether its maps are the same for every explained class, because it reads only the image or the
   * layer's output.
   */
  default boolean classAgnostic() {
    return false;
  }

  /** The layers that it explains when users do not choose any. */
  enum AutoLayers {
    /** The last layer whose output is a map. */
    LAST,
    /** The last layer of each resolution, fused. */
    EVERY_RESOLUTION
  }

  /** The layers that it explains when users do not choose any. */
  default AutoLayers autoLayers() {
    return AutoLayers.LAST;
  }

  /**
   * The maps, one for each image. A higher value means that the explained class rests more on that
   * place.
   *
   * @param probe the network, for methods that run it again
   * @param evidence the evidence of N images, which all methods share
   * @return shape (N, h, w): raw values at the resolution of the layer, neither scaled nor resized.
   *     A map may be constant or not finite.
   */
  Tensor explain(Probe probe, Evidence evidence);

  /**
   * The results besides the maps, by name, such as the value of an objective. Called after {@link
   * #explain} with the same evidence, whose {@link Evidence#cache} keeps the results, so that
   * nothing runs again.
   *
   * @return one for each image; an empty list from methods that have none
   */
  default List<Map<String, Double>> details(Probe probe, Evidence evidence) {
    return List.of();
  }
}
