package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * All places that say where the objects of images are.
 *
 * @param sources in the order in which users named them
 */
public record AnnotationSources(List<AnnotationSource> sources) implements Serializable {

  public AnnotationSources {
    sources = List.copyOf(sources);
  }

  /** No ground truth for any image. */
  public static AnnotationSources none() {
    return new AnnotationSources(List.of());
  }

  /** Whether no image can have ground truth. */
  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /**
   * What they say of an image, together.
   *
   * @param image its URI, or its key within a table
   * @return empty if none knows the image
   * @throws AnnotationException if what one says cannot be read, or two speak of different sizes
   */
  public Optional<Annotation> annotation(String image, Configuration hadoop) {
    return sources.stream()
        .flatMap(source -> source.annotation(image, hadoop).stream())
        .reduce(Annotation::and);
  }
}
