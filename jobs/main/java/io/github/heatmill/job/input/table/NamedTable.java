package io.github.heatmill.job.input.table;

import io.github.heatmill.udf.table.LiteralPath;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One table.
 *
 * @param name its URI, or its name in Spark's catalog
 * @param format the format of the files at a URI
 */
record NamedTable(String name, String format) {
  /** Whether it is a URI, or a file in the current folder, and not a name of the catalog. */
  boolean isUri() {
    return name.contains("/") || name.matches(".+\\.(parquet|orc|avro|json)");
  }

  /**
   * The URI for Spark, which takes signs such as brackets for wildcards, also in the name of a file
   * or folder that exists.
   */
  String path(Configuration hadoop) {
    if (!LiteralPath.isNeeded(name)) {
      return name;
    }
    try {
      Path path = new Path(name);
      boolean exists = path.getFileSystem(hadoop).exists(path);
      return exists ? LiteralPath.of(name) : name;
    } catch (IOException | IllegalArgumentException e) {
      return name; // A path that only Spark understands.
    }
  }
}
