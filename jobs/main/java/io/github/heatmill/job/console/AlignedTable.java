package io.github.heatmill.job.console;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table for a terminal, with text aligned to the left and numbers to the right. Empty columns are
 * left out.
 *
 * @param columns from left to right
 * @param rows rows with one cell for each column
 */
public record AlignedTable(List<Column> columns, List<List<String>> rows) {
  private static final String GAP = "  ";

  /** The alignment of a column. */
  public enum Align {
    LEFT("%-"),
    RIGHT("%");

    private final String format;

    Align(String format) {
      this.format = format;
    }

    private String padded(String text, int width) {
      return String.format(format + width + "s", text);
    }
  }

  /** A column and its title. */
  public record Column(String title, Align align) {}

  /** Each line starts with a gap, and the first one holds the titles. */
  public List<String> lines() {
    int[] shown =
        IntStream.range(0, columns.size())
            .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
            .toArray();
    return Stream.concat(Stream.of(columns.stream().map(Column::title).toList()), rows.stream())
        .map(row -> line(row, shown))
        .toList();
  }

  private String line(List<String> row, int[] shown) {
    return IntStream.of(shown)
        .mapToObj(i -> GAP + columns.get(i).align().padded(row.get(i), width(i)))
        .collect(joining())
        .stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(columns.get(column).title().length(), Math::max);
  }
}
