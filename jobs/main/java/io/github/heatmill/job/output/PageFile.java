package io.github.heatmill.job.output;

import io.github.heatmill.job.output.RunOutput.Existing;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An HTML page that is written as one file.
 *
 * @param path the qualified path
 */
public record PageFile(Path path) {

  /**
   * Checks that it can be written.
   *
   * @param existing what happens to an earlier file
   * @throws IllegalArgumentException if a file is in the way, or its folder is missing
   */
  public static PageFile of(String name, Existing existing, Configuration hadoop)
      throws IOException {
    FileSystem files = new Path(name).getFileSystem(hadoop);
    Path path = files.makeQualified(new Path(name));
    if (files.exists(path) && files.getFileStatus(path).isDirectory()) {
      throw new IllegalArgumentException(
          "Output is a folder: " + name + " (must be a file, such as " + name + "/report.html)");
    }
    if (files.exists(path) && existing != Existing.REPLACED) {
      throw new IllegalArgumentException(
          "Output exists: " + name + " (name another file, or add --overwrite)");
    }
    if (!files.exists(path.getParent())) {
      throw new IllegalArgumentException(
          "Missing folder: " + path.getParent() + " (must exist, for --output " + name + ")");
    }
    return new PageFile(path);
  }

  /** The name for people; for a local file, its path. */
  public String name() {
    return path.toUri().getScheme().equals("file") ? path.toUri().getPath() : path.toString();
  }

  /**
   * Writes the page, which appears only when it is complete.
   *
   * @return its size in bytes
   */
  public long write(String html, Configuration hadoop) throws IOException {
    return AtomicFile.write(path, html, hadoop);
  }
}
