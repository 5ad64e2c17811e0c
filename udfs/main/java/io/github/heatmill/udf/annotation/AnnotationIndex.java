package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkFiles;

/**
 * One file with the annotations of all images, which Spark hands to every executor. An image is
 * looked up by {@link PathSuffixes}.
 *
 * @param file the name among Spark's files of what {@link AnnotationIndexWriter} wrote
 * @param keys how the file names images
 */
public record AnnotationIndex(String file, Keys keys) implements AnnotationSource {

  /** How a file names images. */
  public enum Keys {
    /** As their paths end. */
    PATHS,
    /** As their paths end, but for the extension: {@code ILSVRC2012_val_00000001}. */
    WITHOUT_EXTENSION
  }

  @Override
  public Optional<Annotation> annotation(String image, Configuration hadoop) {
    return find(Path.of(SparkFiles.get(file)), image);
  }

  /** As {@link #annotation}, where the index is known to be. */
  public Optional<Annotation> find(Path index, String image) {
    String name = keys == Keys.PATHS ? image : PathSuffixes.withoutExtension(image);
    // Opened for each image: that costs microseconds, and nobody has to close it later.
    try (AnnotationIndexFile opened = AnnotationIndexFile.open(index)) {
      for (Iterator<String> ends = PathSuffixes.of(name).iterator(); ends.hasNext(); ) {
        List<AnnotationRecord> records = opened.records(ends.next());
        if (!records.isEmpty()) {
          return Optional.of(annotation(records, opened));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new AnnotationException(
          "Annotation cannot be read: " + image + " (" + e.getMessage() + ")", e);
    }
  }

  private static Annotation annotation(List<AnnotationRecord> records, AnnotationIndexFile opened)
      throws IOException {
    Annotation sized = Annotation.of();
    List<AnnotatedObject> objects = new ArrayList<>(objects(records));
    for (AnnotationRecord entry : records) {
      if (entry instanceof AnnotationRecord.OfImage image) {
        sized = sized.and(new Annotation(image.size(), List.of()));
        if (!image.link().isEmpty()) {
          objects.addAll(objects(opened.records(image.link())));
        }
      }
    }
    return sized.and(new Annotation(null, objects));
  }

  private static List<AnnotatedObject> objects(List<AnnotationRecord> records) {
    return records.stream()
        .filter(AnnotationRecord.OfObject.class::isInstance)
        .map(entry -> ((AnnotationRecord.OfObject) entry).object())
        .toList();
  }
}
