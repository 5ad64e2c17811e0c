package io.github.heatmill.udf.annotation;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.truth.GroundTruth;
import io.github.heatmill.truth.GroundTruth.LeftOut;
import io.github.heatmill.truth.VisibleObject;
import io.github.heatmill.udf.table.Tables;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The ground truth of one image, in pixels of the network's input.
 *
 * @param size the size of the upright picture, before resizing
 * @param truth the annotated objects; empty without an annotation
 * @param problem the reason why the annotation cannot be used; empty if it can
 */
public record ImageAnnotation(Size size, Optional<GroundTruth> truth, Optional<String> problem) {
  /**
   * Maps the annotation of an image through its resize and crop.
   *
   * @param annotation reads the annotation; empty without one
   */
  public static ImageAnnotation of(Geometry geometry, Supplier<Optional<Annotation>> annotation) {
    try {
      Optional<GroundTruth> truth = annotation.get().map(a -> GroundTruth.of(a, geometry));
      return new ImageAnnotation(geometry.source(), truth, Optional.empty());
    } catch (AnnotationException e) {
      return new ImageAnnotation(geometry.source(), Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  /**
   * The objects against which localisation is measured.
   *
   * @param target the explained class
   * @param classOf the class index of a label; negative if the network has no such class
   */
  public Optional<LocatedObjects> located(int target, ToIntFunction<String> classOf) {
    return truth.map(
        known -> new LocatedObjects(known.objectsOf(target, classOf), known.objects()));
  }

  /** The value of the column {@code boxes}: rows of {@link Tables#BOX}; null without annotation. */
  public Row[] boxes() {
    return truth
        .map(known -> known.objects().stream().map(ImageAnnotation::box).toArray(Row[]::new))
        .orElse(null);
  }

  private static Row box(VisibleObject object) {
    String label = object.label().isEmpty() ? null : object.label();
    return RowFactory.create(
        object.box().x(), object.box().y(), object.box().width(), object.box().height(), label);
  }

  /** The column {@code annotation}: a row of {@link Tables#ANNOTATION}; null without annotation. */
  public Row counts() {
    return problem
        .map(text -> RowFactory.create(null, null, null, null, text))
        .or(() -> truth.map(ImageAnnotation::counts))
        .orElse(null);
  }

  private static Row counts(GroundTruth truth) {
    LeftOut leftOut = truth.leftOut();
    return RowFactory.create(
        truth.objects().size(), leftOut.cropped(), leftOut.difficult(), leftOut.crowd(), null);
  }
}
