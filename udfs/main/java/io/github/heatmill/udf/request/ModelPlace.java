package io.github.heatmill.udf.request;

import io.github.heatmill.model.file.NetworkPlace;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a saved network is, such as {@code s3a://models/net.pt2} or {@code net.pt2#detector}.
 *
 * @param file the file
 * @param modelName which of several networks in the file; empty if there is only one
 * @param uri the file or folder that was named, with its file system, and the name of the network
 */
record ModelPlace(Path file, Optional<String> modelName, String uri) {
  /**
   * Finds the file.
   *
   * @param source a file, or a folder with one; after {@code #} the name of one of several networks
   *     in the file
   * @throws IllegalArgumentException if there is no such file
   */
  static ModelPlace of(String source, Configuration hadoop) throws IOException {
    Path whole = new Path(source);
    FileSystem files = whole.getFileSystem(hadoop);
    NetworkPlace named = NetworkPlace.of(source, files.exists(whole));
    return of(new Path(named.file()), named.modelName(), files);
  }

  private static ModelPlace of(Path place, Optional<String> modelName, FileSystem files)
      throws IOException {
    if (!files.exists(place)) {
      throw new IllegalArgumentException(
          "Missing model: " + place + " (must be a .pt or .pt2 file, or a folder with one)");
    }
    Path file = files.getFileStatus(place).isDirectory() ? ModelFolder.only(files, place) : place;
    String named = modelName.map(name -> NetworkPlace.SEPARATOR + name).orElse("");
    return new ModelPlace(file, modelName, files.makeQualified(place) + named);
  }

  /** The name of the file without its ending, and that of the network in it. */
  String name() {
    String stem = file.getName().replaceFirst("\\.pt2?$", "");
    return stem + modelName.map(name -> NetworkPlace.SEPARATOR + name).orElse("");
  }
}
