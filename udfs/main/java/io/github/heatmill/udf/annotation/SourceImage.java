package io.github.heatmill.udf.annotation;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.GroundTruth;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * An image as it came, and what the dataset says of it.
 *
 * @param size of the upright picture
 * @param truth what the network sees of its annotation; empty without one
 * @param problem why its annotation cannot be used; empty where nothing is wrong
 */
public record SourceImage(Size size, Optional<GroundTruth> truth, Optional<String> problem) {

  /**
   * Takes an image's annotation through its resize and crop.
   *
   * @param annotation reads it; empty without one
   */
  public static SourceImage of(Geometry geometry, Supplier<Optional<Annotation>> annotation) {
    try {
      Optional<GroundTruth> truth = annotation.get().map(a -> GroundTruth.of(a, geometry));
      return new SourceImage(geometry.source(), truth, Optional.empty());
    } catch (AnnotationException e) {
      return new SourceImage(geometry.source(), Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  /**
   * What localisation is measured against.
   *
   * @param target the explained class
   * @param classOf the class that a label means to the network; negative when none
   */
  public Optional<LocatedObjects> located(int target, ToIntFunction<String> classOf) {
    return truth.map(
        known -> new LocatedObjects(known.objectsOf(target, classOf), known.objects()));
  }
}
