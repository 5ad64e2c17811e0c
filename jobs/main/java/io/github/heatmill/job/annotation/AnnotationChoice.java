package io.github.heatmill.job.annotation;

import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.model.archive.PrivateFiles;
import io.github.heatmill.udf.annotation.AnnotationFolder;
import io.github.heatmill.udf.annotation.AnnotationFolder.Format;
import io.github.heatmill.udf.annotation.AnnotationIndex;
import io.github.heatmill.udf.annotation.AnnotationIndex.Keys;
import io.github.heatmill.udf.annotation.AnnotationIndexWriter;
import io.github.heatmill.udf.annotation.AnnotationSource;
import io.github.heatmill.udf.annotation.AnnotationSources;
import io.github.heatmill.udf.request.DriverFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The ground truth of a run, opened on the driver.
 *
 * @param sources the sources that executors read
 * @param files index files that Spark must send to executors
 */
public record AnnotationChoice(AnnotationSources sources, List<java.nio.file.Path> files) {
  private static final Map<String, Format> FOLDERS =
      Map.of("voc", Format.VOC, "masks", Format.MASKS);
  private static final Map<String, FileFormat> FILES =
      Map.of("coco", CocoFile::read, "csv", AnnotationCsv::read);

  /**
   * Opens ground truth. A folder need only exist; a file with all annotations is read once, into an
   * index on the driver's disk. Problems are collected.
   *
   * @param options each is a kind, a colon and a path, such as {@code coco:FILE}
   */
  public static AnnotationChoice of(List<String> options, Configuration hadoop, Problems problems) {
    List<AnnotationSource> sources = new ArrayList<>();
    List<java.nio.file.Path> files = new ArrayList<>();
    for (String option : options) {
      int colon = option.indexOf(':');
      String kind = option.substring(0, Math.max(0, colon));
      String path = option.substring(colon + 1);
      if (FOLDERS.containsKey(kind)) {
        problems.attempt(() -> folder(path, FOLDERS.get(kind), hadoop)).ifPresent(sources::add);
      } else if (FILES.containsKey(kind)) {
        Listed listed = new Listed(FILES.get(kind), hadoop, problems);
        problems.attempt(() -> listed.index(path, files)).ifPresent(sources::add);
      } else {
        problems.add(
            "Invalid --annotations: "
                + option
                + " (must be voc:DIR, masks:DIR, coco:FILE or csv:FILE)");
      }
    }
    return new AnnotationChoice(new AnnotationSources(sources), List.copyOf(files));
  }

  /** Makes Spark send the index files to every executor. */
  public void ship(JavaSparkContext context) {
    files.forEach(file -> context.addFile(file.toString()));
  }

  private static AnnotationSource folder(String folder, Format format, Configuration hadoop)
      throws IOException {
    FileStatus found = status(folder, hadoop);
    if (!found.isDirectory()) {
      throw new IllegalArgumentException("Invalid annotations: " + folder + " (must be a folder)");
    }
    return new AnnotationFolder(found.getPath().toString(), format);
  }

  private static FileStatus status(String place, Configuration hadoop) throws IOException {
    if (place.isBlank()) {
      throw new IllegalArgumentException("Missing annotations: no path (must be KIND:PATH)");
    }
    Path path = new Path(place);
    try {
      return path.getFileSystem(hadoop).getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException("Missing annotations: " + place + " (must exist)", e);
    }
  }

  /** Copies a file of all annotations into an index. */
  @FunctionalInterface
  private interface FileFormat {
    Keys read(Path file, Configuration hadoop, AnnotationIndexWriter index, Problems problems)
        throws IOException;
  }

  /** Reads files of all annotations. */
  private record Listed(FileFormat format, Configuration hadoop, Problems problems) {

    AnnotationSource index(String place, List<java.nio.file.Path> files) throws IOException {
      FileStatus found = status(place, hadoop);
      if (found.isDirectory()) {
        throw new IllegalArgumentException("Invalid annotations: " + place + " (must be a file)");
      }
      // A new name each time, since Spark refuses to send a file whose content has changed.
      java.nio.file.Path index = PrivateFiles.file(DriverFiles.folder(), ".index");
      try (AnnotationIndexWriter writer = AnnotationIndexWriter.create(index)) {
        Keys keys = format.read(found.getPath(), hadoop, writer, problems);
        files.add(index);
        return new AnnotationIndex(index.getFileName().toString(), keys);
      }
    }
  }
}
