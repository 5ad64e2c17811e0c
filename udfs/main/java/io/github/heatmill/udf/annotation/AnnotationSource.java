package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the annotations of images from one place, on executors and one image at a time. */
public interface AnnotationSource extends Serializable {

  /**
   * The annotation of an image.
   *
   * @param image its URI, or its key within a table
   * @return empty if the source does not have the image
   * @throws AnnotationException if the annotation cannot be read
   */
  Optional<Annotation> annotation(String image, Configuration hadoop);
}
