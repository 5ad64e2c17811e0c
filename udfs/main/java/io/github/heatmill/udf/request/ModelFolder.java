package io.github.heatmill.udf.request;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the network in a folder. */
final class ModelFolder {
  private static final int SHOWN_NAMES = 5;
  private static final List<String> SUFFIXES = List.of(".pt", ".pt2");
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private ModelFolder() {}

  /** The only file of a folder whose name ends in .pt or .pt2, or else the only zip archive. */
  static Path only(FileSystem files, Path folder) throws IOException {
    List<Path> all =
        Stream.of(files.listStatus(folder))
            .filter(FileStatus::isFile)
            .map(FileStatus::getPath)
            .sorted()
            .toList();
    List<Path> found = all.stream().filter(ModelFolder::isNamedAsModel).toList();
    if (found.isEmpty()) {
      found = new ArrayList<>();
      for (Path path : all) {
        if (isZip(files, path)) {
          found.add(path);
        }
      }
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> names = (found.isEmpty() ? all : found).stream().map(Path::getName).toList();
    throw new IllegalArgumentException(
        "Invalid model folder: "
            + folder
            + " has "
            + (found.isEmpty() ? "no model file" : found.size() + " model files")
            + (names.isEmpty() ? "" : ": " + shown(names))
            + " (must have one .pt or .pt2 file, or name the file)");
  }

  private static boolean isNamedAsModel(Path path) {
    return SUFFIXES.stream().anyMatch(path.getName()::endsWith);
  }

  private static String shown(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN_NAMES)));
    return names.size() > SHOWN_NAMES ? first + ", ..." : first;
  }

  private static boolean isZip(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    }
  }
}
