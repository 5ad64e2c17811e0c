package io.github.heatmill.job.sql.format;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The formats of results. */
public final class QueryFormats {
  /** The number of rows that are printed for people. */
  public static final int MOST_ROWS = 1000;

  private static final List<QueryFormat> ALL =
      List.of(new TableFormat(), new CsvFormat(), new JsonFormat(), new MarkdownFormat());

  private QueryFormats() {}

  /** All formats; the first is the default. */
  public static List<QueryFormat> all() {
    return ALL;
  }

  /**
   * The format of this name.
   *
   * @throws IllegalArgumentException naming the formats there are
   */
  public static QueryFormat named(String id) {
    return ALL.stream()
        .filter(format -> format.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown format: %s (must be one of %s)"
                        .formatted(id, ALL.stream().map(QueryFormat::id).collect(joining(", ")))));
  }

  /** The format whose name is the ending of a file's name; the default if none is. */
  public static QueryFormat of(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1);
    String id = ending.equals("md") ? MarkdownFormat.ID : ending;
    return ALL.stream().filter(format -> format.id().equals(id)).findFirst().orElse(ALL.get(0));
  }
}
