package io.github.heatmill.metric;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The input of metrics: one map of one image.
 *
 * @param saliency the map
 * @param probability the probability of the explained class on the image itself
 * @param truth the image's objects; empty without annotation
 * @param shadedMap the map of the image shaded by this map; empty unless a metric of {@link
 *     MetricCard.Need#METHOD} is requested
 * @param scores the probability of the explained class on each of the metric's {@link
 *     Metric#copies}
 */
public record MetricInput(
    Saliency saliency,
    double probability,
    Optional<LocatedObjects> truth,
    Optional<Tensor> shadedMap,
    ToDoubleFunction<Copy> scores) {
  /** The words with which definitions of metrics name {@link #probability}. */
  public static final String PROBABILITY = "probability of the explained class";

  /**
   * The objects of an image, in pixels of the network's input.
   *
   * @param measured the objects that localisation is measured against; may be empty
   * @param all all objects that count
   */
  public record LocatedObjects(List<VisibleObject> measured, List<VisibleObject> all) {

    public LocatedObjects {
      measured = List.copyOf(measured);
      all = List.copyOf(all);
    }

    /** The pixels of all objects that localisation is measured against; empty without any. */
    public Optional<Region> region() {
      return measured.stream().map(VisibleObject::pixels).reduce(Region::union);
    }
  }

  /**
   * The pixels that localisation is measured against; empty without annotation or visible objects.
   */
  public Optional<Region> region() {
    return truth.flatMap(LocatedObjects::region);
  }

  /** The probability of the explained class on an altered copy. */
  public double probability(Copy copy) {
    return scores.applyAsDouble(copy);
  }
}
