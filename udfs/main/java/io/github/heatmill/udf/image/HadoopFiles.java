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

  /** The content of a file. */
  public static InputStream open(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    // Hadoop cannot name the checksums beside such a file, so it could not be opened with them.
    boolean colon = path.getName().contains(":");
    return (colon && files instanceof LocalFileSystem local ? local.getRaw() : files).open(path);
  }
}
