package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * All sources of annotations of a run.
 *
 * @param sources in the order in which the user named them
 */
public record AnnotationSources(List<AnnotationSource> sources) implements Serializable {

  public AnnotationSources {
    sources = List.copyOf(sources);
  }

  /** No sources: no image has ground truth. */
  public static AnnotationSources none() {
    return new AnnotationSources(List.of());
  }

  /** Whether there are no sources. */
  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /**
   * Joins the annotations of an image from all sources.
   *
   * @param image its URI, or its key within a table
   * @return empty if no source has the image
   * @throws AnnotationException if an annotation cannot be read, or two give different image sizes
   */
  public Optional<Annotation> annotation(String image, Configuration hadoop) {
    return sources.stream()
        .flatMap(source -> source.annotation(image, hadoop).stream())
        .reduce(Annotation::and);
  }
}
