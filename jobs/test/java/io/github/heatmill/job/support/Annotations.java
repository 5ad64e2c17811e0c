package io.github.heatmill.job.support;

import io.github.heatmill.job.annotation.AnnotationChoice;
import io.github.heatmill.job.problem.ConfigurationException;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.udf.annotation.AnnotationIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What becomes of values of {@code --annotations}, without Spark. */
public final class Annotations {
  private Annotations() {}

  public static AnnotationChoice choice(String... options) {
    Problems problems = new Problems();
    AnnotationChoice choice = AnnotationChoice.of(List.of(options), new Configuration(), problems);
    problems.throwIfAny();
    return choice;
  }

  /** What a file of all annotations says of an image. */
  public static Optional<Annotation> find(String option, String image) {
    AnnotationChoice choice = choice(option);
    AnnotationIndex index = (AnnotationIndex) choice.sources().sources().get(0);
    return index.find(choice.files().get(0), image);
  }

  /** Everything that is wrong with values of the option. */
  public static List<String> problems(String... options) {
    Problems problems = new Problems();
    AnnotationChoice.of(List.of(options), new Configuration(), problems);
    try {
      problems.throwIfAny();
      return List.of();
    } catch (ConfigurationException e) {
      return e.getMessage().lines().toList();
    }
  }

  /** How the names of each source met images; a problem as its text. */
  public static List<Object> met(List<String> images, String... options) {
    Problems problems = new Problems();
    AnnotationChoice met = choice(options).met(images, new Configuration(), problems);
    List<Object> all = new ArrayList<>(met.matches());
    try {
      problems.throwIfAny();
    } catch (ConfigurationException e) {
      all.add(e.getMessage());
    }
    return all;
  }

  /** The images that a file names, each with its number of objects, as executors look them up. */
  public static List<String> found(String option, List<String> images) {
    AnnotationChoice met = choice(option).met(images, new Configuration(), new Problems());
    AnnotationIndex index = (AnnotationIndex) met.sources().sources().get(0);
    return images.stream()
        .flatMap(
            image ->
                index.find(met.files().get(0), image).stream()
                    .map(found -> image + " " + found.objects().size()))
        .toList();
  }
}
