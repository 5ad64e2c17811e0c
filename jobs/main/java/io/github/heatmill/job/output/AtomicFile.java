package io.github.heatmill.job.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A file that is whole when it is there: until then it has a hidden name. */
public final class AtomicFile {
  private AtomicFile() {}

  /** What a file is filled with. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a text, in place of what was there.
   *
   * @return its size in bytes
   */
  static long write(Path path, String text, Configuration hadoop) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(path, out -> out.write(bytes), hadoop);
    return bytes.length;
  }

  /** Writes a file that need not be held in memory, in place of what was there. */
  public static void write(Path path, Content content, Configuration hadoop) throws IOException {
    FileSystem found = path.getFileSystem(hadoop);
    // Hadoop would leave a hidden file of checksums beside a local one.
    FileSystem files = found instanceof LocalFileSystem local ? local.getRaw() : found;
    Path draft = new Path(path.getParent(), "." + path.getName() + ".draft");
    try (OutputStream out = files.create(draft)) {
      content.writeTo(out);
    }
    // With the checksums of an earlier file, which would not fit the new one.
    found.delete(path, false /* recursive */);
    if (!files.rename(draft, path)) {
      throw new IOException("Cannot rename " + draft + " to " + path);
    }
  }
}
