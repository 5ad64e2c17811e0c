package io.github.heatmill.udf.annotation;

import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.AnnotationException;
import io.github.heatmill.udf.match.NameRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkFiles;

/**
 * Reads annotations from one file with those of all images, which Spark sends to every executor. An
 * image is looked up by the names that a {@link NameRule} gives it.
 *
 * @param file the name among Spark's files of a file that {@link AnnotationIndexWriter} wrote
 * @param rule the rule by which the file names images
 */
public record AnnotationIndex(String file, NameRule rule) implements AnnotationSource {

  @Override
  public Optional<Annotation> annotation(String image, Configuration hadoop) {
    return find(Path.of(SparkFiles.get(file)), image);
  }

  /** Looks an image up in an index file. */
  public Optional<Annotation> find(Path index, String image) {
    // Opened for each image: this costs microseconds, and no file stays open.
    try (AnnotationIndexFile opened = AnnotationIndexFile.open(index)) {
      for (String key : rule.candidates(image)) {
        List<AnnotationRecord> records = records(key, opened);
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

  private static List<AnnotationRecord> records(String key, AnnotationIndexFile opened)
      throws IOException {
    if (!NameRule.isAlias(key)) {
      return opened.records(key);
    }
    List<AnnotationRecord> records = new ArrayList<>();
    for (AnnotationRecord alias : opened.records(key)) {
      records.addAll(opened.records(((AnnotationRecord.OfImage) alias).link().orElseThrow()));
    }
    return records;
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
