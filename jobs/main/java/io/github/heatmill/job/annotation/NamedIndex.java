package io.github.heatmill.job.annotation;

import io.github.heatmill.image.Size;
import io.github.heatmill.job.input.match.NamedRows;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.udf.annotation.AnnotationIndexWriter;
import io.github.heatmill.udf.match.NameRule;
import java.io.IOException;

/**
 * Writes an index of annotations, and keeps the names of its images. An image is found under every
 * key that the rule gives its name.
 *
 * @param index the file
 * @param names the names so far
 * @param rule the rule by which executors look images up
 */
record NamedIndex(AnnotationIndexWriter index, NamedRows names, NameRule rule) {

  /** As {@link AnnotationIndexWriter#image}. */
  void image(String name, Size size, String link) throws IOException {
    add(name);
    index.image(name, size, link);
  }

  /** As {@link AnnotationIndexWriter#object}, for an object of the image of this name. */
  void object(String name, AnnotatedObject object) throws IOException {
    add(name);
    index.object(name, object);
  }

  private void add(String name) throws IOException {
    if (!names.has(name)) {
      names.add(name);
      for (String key : rule.keys(name)) {
        if (NameRule.isAlias(key)) {
          index.alias(key, name);
        }
      }
    }
  }
}
