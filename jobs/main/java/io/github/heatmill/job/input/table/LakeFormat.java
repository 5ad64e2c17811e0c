package io.github.heatmill.job.input.table;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Tables whose folders hold Parquet files of which only some are rows of today. Such a folder must
 * be read with its own reader: read as loose Parquet files, rows that were deleted or replaced
 * would come back.
 */
enum LakeFormat {
  DELTA("Delta", "_delta_log", "org.apache.spark.sql.delta.sources.DeltaDataSource"),
  ICEBERG("Iceberg", "metadata/*.metadata.json", "org.apache.iceberg.spark.source.IcebergSource"),
  HUDI("Hudi", ".hoodie", "org.apache.hudi.DefaultSource");

  private final String title;
  private final String mark;
  private final String reader;

  LakeFormat(String title, String mark, String reader) {
    this.title = title;
    this.mark = mark;
    this.reader = reader;
  }

  /** The name of the format in Spark. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a folder, or of the table that a folder or file is a part of; empty for others.
   *
   * @throws IllegalArgumentException if the reader is not on the class path, or if only a part of
   *     the table is named
   */
  static Optional<LakeFormat> of(NamedTable table, Configuration hadoop) throws IOException {
    if (!table.isUri()) {
      return Optional.empty();
    }
    Path named;
    FileSystem files;
    try {
      named = new Path(table.name());
      files = named.getFileSystem(hadoop);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // Spark says what is wrong with it.
    }
    for (Path path = files.makeQualified(named); path != null; path = path.getParent()) {
      for (LakeFormat format : values()) {
        if (format.marks(path, files)) {
          format.expectReadable(table.name(), path, path.equals(files.makeQualified(named)));
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }

  private boolean marks(Path folder, FileSystem files) throws IOException {
    int slash = mark.indexOf('/');
    Path first = new Path(folder, slash < 0 ? mark : mark.substring(0, slash));
    if (!files.exists(first) || !files.getFileStatus(first).isDirectory()) {
      return false;
    }
    String end = mark.substring(mark.indexOf('*') + 1);
    if (slash < 0) {
      return true;
    }
    for (var each : files.listStatus(first)) {
      if (each.getPath().getName().endsWith(end)) {
        return true;
      }
    }
    return false;
  }

  private void expectReadable(String named, Path table, boolean whole) {
    if (!whole) {
      throw new IllegalArgumentException(
          "Part of a table: "
              + named
              + " belongs to the "
              + title
              + " table "
              + table
              + " (name that table; its files alone may hold rows that were deleted)");
    }
    try {
      Class.forName(reader, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "Missing reader: "
              + named
              + " is a "
              + title
              + " table, and its reader is not on the class path (add it after --spark by --packages"
              + " or --jars, or export the table to Parquet)",
          e);
    }
  }
}
