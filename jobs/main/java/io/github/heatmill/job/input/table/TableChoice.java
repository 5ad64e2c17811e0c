package io.github.heatmill.job.input.table;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * A table with encoded images, or several tables that are read as one, as a user names them.
 *
 * @param names of each table its URI, or its name in Spark's catalog
 * @param format the format of the files at a URI
 * @param image the column with the images; empty for the first column that can hold images
 * @param key the column with the names of the images; empty for the usual columns
 * @param label the column with the labels; empty for the column {@code label}
 */
public record TableChoice(
    List<String> names,
    String format,
    Optional<String> image,
    Optional<String> key,
    Optional<String> label) {
  public static final String DEFAULT_FORMAT = "parquet";

  public TableChoice {
    names = List.copyOf(names);
  }

  /** Tables whose columns are found by their usual names. */
  public static TableChoice of(String... names) {
    return new TableChoice(
        List.of(names), DEFAULT_FORMAT, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public TableChoice withFormat(String other) {
    return new TableChoice(names, other, image, key, label);
  }

  public TableChoice withImageColumn(String column) {
    return new TableChoice(names, format, Optional.of(column), key, label);
  }

  public TableChoice withKeyColumn(String column) {
    return new TableChoice(names, format, image, Optional.of(column), label);
  }

  public TableChoice withLabelColumn(String column) {
    return new TableChoice(names, format, image, key, Optional.of(column));
  }

  /** The names in one text. */
  public String text() {
    return String.join(" ", names);
  }

  /** Each of the tables alone. */
  List<NamedTable> tables() {
    return names.stream().map(name -> new NamedTable(name, format)).toList();
  }

  /**
   * The same tables with the format that their folders show.
   *
   * @throws IllegalArgumentException if that is a format whose reader is missing
   */
  public TableChoice recognised(Configuration hadoop) throws IOException {
    if (!format.equals(DEFAULT_FORMAT)) {
      return this;
    }
    Set<String> formats = new TreeSet<>();
    for (NamedTable table : tables()) {
      formats.add(LakeFormat.of(table, hadoop).map(LakeFormat::id).orElse(DEFAULT_FORMAT));
    }
    if (formats.size() > 1) {
      throw new IllegalArgumentException(
          "Tables of several formats: %s are %s (name those of one format)"
              .formatted(text(), String.join(" and ", formats)));
    }
    return formats.stream().findFirst().map(this::withFormat).orElse(this);
  }
}
