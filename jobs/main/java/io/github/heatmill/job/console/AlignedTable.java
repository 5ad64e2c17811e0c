package io.github.heatmill.job.console;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/**
 * A table for a terminal. Each column is as wide as its longest cell.
 *
 * <p>Picocli's {@code TextTable} does not serve: it aligns to the left only, and it needs the
 * widths beforehand.
 *
 * @param columns from left to right
 * @param rows rows with one cell for each column
 */
public record AlignedTable(List<Column> columns, List<List<String>> rows) {
  private static final String GAP = "  ";

  /** The side of a column at which its cells begin or end. */
  public enum Align {
    /** For text. */
    LEFT,
    /** For numbers. */
    RIGHT
  }

  /**
   * A column and its title.
   *
   * @param least the width of the column where all cells are shorter
   */
  public record Column(String title, Align align, int least) {

    /** A column that is as wide as its longest cell. */
    public Column(String title, Align align) {
      this(title, align, 0);
    }

    private String padded(String text, int width) {
      String space = " ".repeat(width - displayed(text));
      return align == Align.LEFT ? text + space : space + text;
    }
  }

  /** The table without the columns that have no text in any row. */
  public AlignedTable withoutEmptyColumns() {
    int[] shown =
        IntStream.range(0, columns.size())
            .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
            .toArray();
    return new AlignedTable(
        chosen(columns, shown), rows.stream().map(row -> chosen(row, shown)).toList());
  }

  private static <T> List<T> chosen(List<T> row, int[] shown) {
    return IntStream.of(shown).mapToObj(row::get).toList();
  }

  /** The line of the titles, and then one line for each row. */
  public List<String> lines() {
    return padded().stream().map(row -> String.join(GAP, row).stripTrailing()).toList();
  }

  /** The same lines, each two spaces further to the right. */
  public List<String> indented() {
    return lines().stream().map(line -> (GAP + line).stripTrailing()).toList();
  }

  /** The same lines in a frame, with bars between the columns. */
  public List<String> framed() {
    String rule = joined(IntStream.of(widths()).mapToObj("-"::repeat).toList(), "+");
    List<String> lines = new ArrayList<>(padded().stream().map(row -> joined(row, "|")).toList());
    lines.add(1, rule); // Below the titles.
    lines.add(0, rule);
    lines.add(rule);
    return lines;
  }

  private static String joined(List<String> cells, String bar) {
    return cells.stream().collect(joining(bar, bar, bar));
  }

  private List<List<String>> padded() {
    int[] widths = widths();
    return titlesAndRows()
        .map(
            row ->
                IntStream.range(0, widths.length)
                    .mapToObj(i -> columns.get(i).padded(row.get(i), widths[i]))
                    .toList())
        .toList();
  }

  private int[] widths() {
    return IntStream.range(0, columns.size())
        .map(
            i ->
                titlesAndRows()
                    .mapToInt(row -> displayed(row.get(i)))
                    .reduce(columns.get(i).least(), Math::max))
        .toArray();
  }

  private Stream<List<String>> titlesAndRows() {
    return Stream.concat(Stream.of(columns.stream().map(Column::title).toList()), rows.stream());
  }

  /** The number of places that a text takes on a terminal: letters of some scripts take two. */
  private static int displayed(String text) {
    return text.codePoints().map(letter -> Math.max(0, WCWidth.wcwidth(letter))).sum();
  }
}
