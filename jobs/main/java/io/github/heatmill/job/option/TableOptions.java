package io.github.heatmill.job.option;

import io.github.heatmill.job.input.table.TableChoice;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for images in a table. */
public final class TableOptions {
  @Option(
      names = "--table",
      required = true,
      paramLabel = "NAME-OR-URI",
      description =
          "A table with encoded images: a URI of Parquet files (a file, a folder or a glob), or a name in"
              + " Spark's catalog. Several are read as one.")
  List<String> tables = List.of();

  @Option(
      names = "--table-format",
      paramLabel = "FORMAT",
      defaultValue = TableChoice.DEFAULT_FORMAT,
      description = "Format of a URI (default: ${DEFAULT-VALUE}; others as Spark has readers).")
  String format;

  @Option(
      names = "--image-column",
      paramLabel = "COLUMN",
      description = "Binary column, or struct{bytes, path} (default: the first such column).")
  String imageColumn;

  @Option(
      names = "--key-column",
      paramLabel = "COLUMN",
      description =
          "Names the image (default: path of the struct, path, key, id, file_name; else the"
              + " content's hash).")
  String keyColumn;

  @Option(
      names = "--label-column",
      paramLabel = "COLUMN",
      description = "Class name or index, or a list of them (default: label, if there is one).")
  String labelColumn;

  /** The table that the options name. */
  public TableChoice choice() {
    return new TableChoice(
        tables,
        format,
        Optional.ofNullable(imageColumn),
        Optional.ofNullable(keyColumn),
        Optional.ofNullable(labelColumn));
  }
}
