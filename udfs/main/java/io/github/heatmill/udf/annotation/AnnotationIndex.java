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
 * Reads annotations from one file with those of all images, which Spark sends to every executor. An
 * image is looked up by {@link PathSuffixes}.
 *
 * @param file the name among Spark's files of a file that {@link AnnotationIndexWriter} wrote
 * @param keys the form of the keys in the file
 */
public record AnnotationIndex(String file, Keys keys) implements AnnotationSource {

  /** The form of the keys that name images. */
  public enum Keys {
    /** The end of the path. */
    PATHS,
    /** The end of the path without the extension, such as {@code ILSVRC2012_val_00000001}. */
    WITHOUT_EXTENSION
  }

  @Override
  public Optional<Annotation> annotation(String image, Configuration hadoop) {
    return find(Path.of(SparkFiles.get(file)), image);
  }

  /** Looks an image up in an index file. */
  public Optional<Annotation> find(Path index, String image) {
    String name = keys == Keys.PATHS ? image : PathSuffixes.withoutExtension(image);
    // Opened for each image: this costs microseconds, and no file stays open.
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
        sized = sized.and(new Annotation(image.size().orElse(null), List.of()));
        if (image.link().isPresent()) {
          objects.addAll(objects(opened.records(image.link().get())));
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
