package io.github.heatmill.job.input.table;

import java.util.Optional;

/**
 * A table with encoded images, as a user names it.
 *
 * @param name its URI, or its name in Spark's catalog
 * @param format the format of the files at a URI
 * @param image the column with the images; empty for the first column that can hold images
 * @param key the column with the names of the images; empty for the usual columns
 * @param label the column with the labels; empty for the column {@code label}
 */
public record TableChoice(
    String name,
    String format,
    Optional<String> image,
    Optional<String> key,
    Optional<String> label) {
  public static final String DEFAULT_FORMAT = "parquet";

  /** A table whose columns are found by their usual names. */
  public static TableChoice of(String name) {
    return new TableChoice(
        name, DEFAULT_FORMAT, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public TableChoice withFormat(String other) {
    return new TableChoice(name, other, image, key, label);
  }

  public TableChoice withImageColumn(String column) {
    return new TableChoice(name, format, Optional.of(column), key, label);
  }

  public TableChoice withKeyColumn(String column) {
    return new TableChoice(name, format, image, Optional.of(column), label);
  }

  public TableChoice withLabelColumn(String column) {
    return new TableChoice(name, format, image, key, Optional.of(column));
  }

  /** Whether it is a URI, or a file in the current folder, and not a name of the catalog. */
  boolean isUri() {
    return name.contains("/") || name.matches(".+\\.(parquet|orc|avro|json)");
  }
}
