package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** One place that says where the objects of images are; executors ask it image by image. */
public sealed interface AnnotationSource extends Serializable
    permits AnnotationFolder, AnnotationIndex {

  /**
   * What it says of an image.
   *
   * @param image its URI, or its key within a table
   * @return empty if it does not know the image
   * @throws AnnotationException if what it says cannot be read
   */
  Optional<Annotation> annotation(String image, Configuration hadoop);
}
