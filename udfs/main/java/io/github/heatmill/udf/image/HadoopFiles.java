package io.github.heatmill.udf.image;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Opens files of any of Hadoop's file systems. */
public final class HadoopFiles {

  private HadoopFiles() {}

  /** Opens a file for reading. */
  public static InputStream open(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    // Hadoop cannot name the checksum file of a name with a colon, so it reads without checksums.
    boolean colon = path.getName().contains(":");
    return (colon && files instanceof LocalFileSystem local ? local.getRaw() : files).open(path);
  }
}
