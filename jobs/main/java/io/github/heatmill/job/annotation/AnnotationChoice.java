package io.github.heatmill.job.annotation;

import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.udf.annotation.AnnotationFolder.Format;
import io.github.heatmill.udf.annotation.AnnotationSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The ground truth of a run, opened on the driver.
 *
 * @param opened the sources, in the order in which the user named them
 * @param matches how the names of each source met the images, where these are known
 */
public record AnnotationChoice(List<OpenedTruth> opened, List<RowMatches> matches) {
  private static final Map<String, Format> FOLDERS =
      Map.of("voc", Format.VOC, "masks", Format.MASKS);
  private static final Map<String, FileFormat> FILES =
      Map.of("coco", CocoFile::read, "csv", AnnotationCsv::read);

  public AnnotationChoice {
    opened = List.copyOf(opened);
    matches = List.copyOf(matches);
  }

  /**
   * Opens ground truth. A folder need only exist; a file with all annotations is read once, into an
   * index on the driver's disk. Problems are collected.
   *
   * @param options each is a kind, a colon and a path, such as {@code coco:FILE}
   */
  public static AnnotationChoice of(List<String> options, Configuration hadoop, Problems problems) {
    List<OpenedTruth> opened = new ArrayList<>();
    for (String option : options) {
      int colon = option.indexOf(':');
      String kind = option.substring(0, Math.max(0, colon));
      String path = option.substring(colon + 1);
      if (FOLDERS.containsKey(kind)) {
        problems
            .attempt(() -> OpenedTruth.folder(path, FOLDERS.get(kind), hadoop))
            .ifPresent(opened::add);
      } else if (FILES.containsKey(kind)) {
        problems
            .attempt(() -> OpenedTruth.file(path, FILES.get(kind), hadoop, problems))
            .ifPresent(opened::add);
      } else {
        problems.add(
            "Invalid --annotations: "
                + option
                + " (must be voc:DIR, masks:DIR, coco:FILE or csv:FILE)");
      }
    }
    return new AnnotationChoice(opened, List.of());
  }

  /**
   * Finds the images that each source names. Problems are collected: a name that may mean several
   * images, and a source that names none of them.
   *
   * @param images the URIs of all images
   */
  public AnnotationChoice met(Collection<String> images, Configuration hadoop, Problems problems) {
    List<OpenedTruth> found = new ArrayList<>();
    List<RowMatches> matched = new ArrayList<>();
    for (OpenedTruth truth : opened) {
      problems
          .attempt(
              () -> {
                RowMatches met = truth.match(images, hadoop);
                met.expectSome();
                found.add(truth.looking(hadoop));
                return met;
              })
          .ifPresent(matched::add);
    }
    return new AnnotationChoice(found, matched);
  }

  /** The sources that executors read. */
  public AnnotationSources sources() {
    return new AnnotationSources(opened.stream().map(OpenedTruth::source).toList());
  }

  /** The index files that executors need. */
  public List<Path> files() {
    return opened.stream().flatMap(truth -> truth.index().stream()).toList();
  }

  /** Makes Spark send the index files to every executor. */
  public void ship(JavaSparkContext context) {
    files().forEach(file -> context.addFile(file.toString()));
  }
}
