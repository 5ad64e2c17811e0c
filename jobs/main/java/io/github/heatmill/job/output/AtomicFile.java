package io.github.heatmill.job.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Writes files that appear only when they are complete; until then they have a hidden name. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a text and replaces an earlier file.
   *
   * @return its size in bytes
   */
  static long write(Path path, String text, Configuration hadoop) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(path, out -> out.write(bytes), hadoop);
    return bytes.length;
  }

  /** Writes a file that need not fit into memory, and replaces an earlier one. */
  public static void write(Path path, Content content, Configuration hadoop) throws IOException {
    FileSystem found = path.getFileSystem(hadoop);
    // Hadoop would leave a hidden file of checksums beside a local one.
    FileSystem files = found instanceof LocalFileSystem local ? local.getRaw() : found;
    Path draft = new Path(path.getParent(), "." + path.getName() + ".draft");
    try (OutputStream out = files.create(draft)) {
      content.writeTo(out);
    }
    // This also deletes the checksums of the earlier file.
    found.delete(path, false /* recursive */);
    if (!files.rename(draft, path)) {
      throw new IOException("Cannot rename " + draft + " to " + path);
    }
  }
}
