package io.github.heatmill.udf.image;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Opens files of any of Hadoop's file systems. Of local files only regular ones are opened, and
 * nothing takes longer than the setting {@code heatmill.read.timeout} of Hadoop allows.
 */
public final class HadoopFiles {

  private HadoopFiles() {}

  /**
   * Reads a whole file.
   *
   * @param most the largest number of bytes
   * @throws IOException if it is larger, is no regular file, cannot be read, or takes too long
   */
  public static byte[] bytes(Path path, Configuration hadoop, int most) throws IOException {
    return TimedReading.within(
        TimedReading.limit(hadoop),
        () -> {
          try (InputStream in = opened(path, hadoop)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
              throw new IOException("File is too large (must be <= " + most + " bytes)");
            }
            return bytes;
          }
        });
  }

  /**
   * Opens a file for reading.
   *
   * @return a stream of which every read may take the time that a whole file may take
   * @throws IOException if it is no regular file, cannot be opened, or takes too long
   */
  public static InputStream open(Path path, Configuration hadoop) throws IOException {
    Duration limit = TimedReading.limit(hadoop);
    return new TimedStream(TimedReading.within(limit, () -> opened(path, hadoop)), limit);
  }

  private static InputStream opened(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (!(files instanceof LocalFileSystem local)) {
      return files.open(path);
    }
    File file = local.pathToFile(path);
    if (file.exists() && !file.isFile() && !file.isDirectory()) {
      throw new IOException("Not a regular file: " + path + " (is a FIFO, a socket or a device)");
    }
    // Hadoop cannot name the checksum file of a name with a colon, so it reads without checksums.
    return (path.getName().contains(":") ? local.getRaw() : local).open(path);
  }
}
