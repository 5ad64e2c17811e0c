package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.GroundTruth;
import io.github.heatmill.truth.GroundTruth.LeftOut;
import io.github.heatmill.truth.VisibleObject;
import io.github.heatmill.udf.table.Tables;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What is known of an image's objects, as columns of a row. */
public final class AnnotationColumns {

  private AnnotationColumns() {}

  /** Rows of {@link Tables#BOX}; null without annotation. */
  public static Row[] boxes(SourceImage image) {
    return image.truth().map(AnnotationColumns::boxes).orElse(null);
  }

  private static Row[] boxes(GroundTruth truth) {
    return truth.objects().stream().map(AnnotationColumns::box).toArray(Row[]::new);
  }

  private static Row box(VisibleObject object) {
    String label = object.label().isEmpty() ? null : object.label();
    return RowFactory.create(
        object.box().x(), object.box().y(), object.box().width(), object.box().height(), label);
  }

  /** A row of {@link Tables#ANNOTATION}; null without annotation. */
  public static Row annotation(SourceImage image) {
    if (image.problem().isPresent()) {
      return RowFactory.create(null, null, null, null, image.problem().get());
    }
    return image.truth().map(AnnotationColumns::counts).orElse(null);
  }

  private static Row counts(GroundTruth truth) {
    LeftOut leftOut = truth.leftOut();
    return RowFactory.create(
        truth.objects().size(), leftOut.cropped(), leftOut.difficult(), leftOut.crowd(), null);
  }
}
