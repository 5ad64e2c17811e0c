package io.github.heatmill.method;

import io.github.heatmill.model.Access;
import io.github.heatmill.model.Evidence;
import io.github.heatmill.model.Probe;
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

  /** What lists say of it. */
  MethodCard card();

  @Override
  default String name() {
    return card().id();
  }

  @Override
  default SaliencyMethod with(Options options) {
    return this;
  }

  /** What it asks of the network beyond evidence. */
  default Set<Access> access() {
    return Set.of();
  }

  /** Whether it makes use of {@link Evidence#statistics}. */
  default boolean wantsStatistics() {
    return false;
  }

  /**
   * Whether its maps are the same for every explained class: it looks at the image, or at the
   * layer's output, and at nothing that comes after the layer.
   */
  default boolean classAgnostic() {
    return false;
  }

  /** The layers that it explains when users leave the choice to it. */
  enum AutoLayers {
    /** The last one whose output is a map. */
    LAST,
    /** The last one of each resolution, fused. */
    EVERY_RESOLUTION
  }

  /** The layers that it explains when users leave the choice to it. */
  default AutoLayers autoLayers() {
    return AutoLayers.LAST;
  }

  /**
   * One map an image, where higher means that the explained class rests more on that place.
   *
   * @param probe the network, for methods that ask it more
   * @param evidence what all methods share; of N images
   * @return shape (N, h, w): raw values at the resolution of the layer, neither scaled nor resized.
   *     A map may be constant or not finite where the network leaves nothing else.
   */
  Tensor explain(Probe probe, Evidence evidence);

  /**
   * What a search found on its way to the maps, by name, such as the value of its objective. Asked
   * for after {@link #explain} with the same evidence, in whose {@link Evidence#cache} the search
   * left what it found: it is not made again.
   *
   * @return one an image; an empty list from methods that do not search
   */
  default List<Map<String, Double>> details(Probe probe, Evidence evidence) {
    return List.of();
  }
}
