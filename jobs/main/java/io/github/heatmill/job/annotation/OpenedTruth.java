package io.github.heatmill.job.annotation;

import io.github.heatmill.job.input.match.NamedRows;
import io.github.heatmill.job.input.match.RowMatches;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.udf.annotation.AnnotationFolder;
import io.github.heatmill.udf.annotation.AnnotationFolder.Format;
import io.github.heatmill.udf.annotation.AnnotationIndex;
import io.github.heatmill.udf.annotation.AnnotationIndexWriter;
import io.github.heatmill.udf.annotation.AnnotationSource;
import io.github.heatmill.udf.match.NameRule;
import io.github.heatmill.udf.request.DriverFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * One source of ground truth.
 *
 * @param source the part that executors read
 * @param index the index file that executors need; empty for a folder
 * @param names the images that it names; of a folder, they are listed when they are needed
 * @param file the file or folder
 * @param format the format of a file with all annotations
 */
record OpenedTruth(
    AnnotationSource source,
    Optional<java.nio.file.Path> index,
    NamedRows names,
    Path file,
    Optional<FileFormat> format) {

  /** Opens a folder with one file for each image. */
  static OpenedTruth folder(String place, Format format, Configuration hadoop) throws IOException {
    FileStatus found = status(place, hadoop);
    if (!found.isDirectory()) {
      throw new IllegalArgumentException("Invalid annotations: " + place + " (must be a folder)");
    }
    return new OpenedTruth(
        new AnnotationFolder(found.getPath().toString(), format),
        Optional.empty(),
        new NamedRows(found.getPath().toString()),
        found.getPath(),
        Optional.empty());
  }

  /** Opens a file with the annotations of all images. */
  static OpenedTruth file(String place, FileFormat format, Configuration hadoop, Problems problems)
      throws IOException {
    FileStatus found = status(place, hadoop);
    if (found.isDirectory()) {
      throw new IllegalArgumentException("Invalid annotations: " + place + " (must be a file)");
    }
    return read(found.getPath(), format, NameRule.ENDS, hadoop, problems);
  }

  private static OpenedTruth read(
      Path file, FileFormat format, NameRule rule, Configuration hadoop, Problems problems)
      throws IOException {
    // A new name each time, since Spark refuses to send a file whose content has changed.
    java.nio.file.Path index = Files.createTempFile(DriverFiles.folder(), "annotations-", ".index");
    index.toFile().deleteOnExit();
    NamedRows names = new NamedRows(file.toString());
    try (AnnotationIndexWriter writer = AnnotationIndexWriter.create(index)) {
      format.read(file, hadoop, new NamedIndex(writer, names, rule), problems);
    }
    return new OpenedTruth(
        new AnnotationIndex(index.getFileName().toString(), rule),
        Optional.of(index),
        names,
        file,
        Optional.of(format));
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

  /** Finds the images that it names, and the rule by which it names them. */
  RowMatches match(Collection<String> images, Configuration hadoop) throws IOException {
    if (source instanceof AnnotationFolder folder) {
      NamedRows files = new NamedRows(names.file());
      addFiles(files, folder, file, "", hadoop);
      return files.match(images, image -> folder.names(image).toList());
    }
    return names.match(images);
  }

  /** Adds the names of files in the folder, and in the folders in it. */
  private static void addFiles(
      NamedRows names, AnnotationFolder folder, Path path, String above, Configuration hadoop)
      throws IOException {
    for (FileStatus each : path.getFileSystem(hadoop).listStatus(path)) {
      String name = above + each.getPath().getName();
      if (each.isDirectory() && above.isEmpty()) {
        addFiles(names, folder, each.getPath(), name + "/", hadoop);
      } else if (name.endsWith(folder.format().extension())) {
        names.add(name);
      }
    }
  }

  /** The same source as executors look it up by the rule that was found; without the names. */
  OpenedTruth looking(Configuration hadoop) throws IOException {
    OpenedTruth found =
        format.isEmpty() || names.rule().equals(NameRule.ENDS)
            ? this
            : read(file, format.get(), names.rule(), hadoop, new Problems());
    return new OpenedTruth(found.source, found.index, new NamedRows(names.file()), file, format);
  }
}
