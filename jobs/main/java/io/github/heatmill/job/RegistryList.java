package io.github.heatmill.job;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Registered;
import io.github.heatmill.registry.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What users can choose by name, as tables for people.
 *
 * @param entries in the order of the tables
 * @param columns of the terminal's table; the first one holds the name
 * @param summary one line of each
 * @param note what stands below
 * @param <T> what users choose
 */
record RegistryList<T extends Registered<T>>(
    List<T> entries, List<Column<T>> columns, Function<T, String> summary, String note) {
  private static final int WIDTH = 120;
  private static final String INDENT = "    ";

  /**
   * A column of a table.
   *
   * @param place where it stands in the README, counted from 0
   */
  record Column<T>(String title, int place, Function<T, String> value) {}

  /** For a terminal: no line is wider than 120 columns unless a single word is. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(line(Column::title));
    for (T entry : entries) {
      lines.add(line(column -> column.value().apply(entry)));
      lines.add(wrapped(INDENT + summary.apply(entry)));
      options(entry.options()).map(option -> wrapped(INDENT + option)).forEach(lines::add);
    }
    lines.add("");
    lines.add(note);
    return String.join("\n", lines) + "\n";
  }

  private String line(Function<Column<T>, String> cell) {
    String padded =
        columns.stream()
            .map(column -> String.format("%-" + width(column) + "s", cell.apply(column)))
            .collect(joining("  "));
    return wrapped(padded.stripTrailing());
  }

  private int width(Column<T> column) {
    return entries.stream()
        .mapToInt(entry -> column.value().apply(entry).length())
        .reduce(column.title().length(), Math::max);
  }

  private static Stream<String> options(Options options) {
    Stream<String> variants = options.variants().stream().map(variant -> ":" + variant);
    return Stream.concat(variants, options.settings().stream().map(RegistryList::setting));
  }

  private static String setting(Setting setting) {
    String range = number(setting.least()) + " to " + number(setting.most());
    return String.format(
        ":%s=%s (%s%s): %s",
        setting.name(),
        number(setting.standard()),
        setting.whole() ? "whole, " : "",
        range,
        setting.meaning());
  }

  /** A number as lists write it: never with an exponent. */
  static String number(double value) {
    return Double.isInfinite(value)
        ? "infinity"
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Breaks between words; what follows is indented twice. */
  private static String wrapped(String line) {
    int end = line.length() > WIDTH ? line.lastIndexOf(' ', WIDTH) : -1;
    if (end <= 2 * INDENT.length()) {
      return line;
    }
    String rest = line.substring(end).strip();
    return line.substring(0, end).stripTrailing() + "\n" + wrapped(INDENT + INDENT + rest);
  }

  /** For the README: names as code, and what each does in the last column. */
  String markdown() {
    List<Column<T>> shown =
        columns.stream().sorted((a, b) -> Integer.compare(a.place(), b.place())).toList();
    Stream<String> titles = shown.stream().map(Column::title);
    Stream<String> head =
        Stream.of(
            row(Stream.concat(titles, Stream.of("what it does"))),
            "|---".repeat(shown.size() + 1) + "|");
    Stream<String> rows =
        entries.stream()
            .map(
                entry -> {
                  Stream<String> cells = shown.stream().map(c -> cell(c, entry));
                  return row(Stream.concat(cells, Stream.of(summary.apply(entry))));
                });
    return Stream.concat(head, rows).map(row -> row + "\n").collect(joining());
  }

  private String cell(Column<T> column, T entry) {
    String value = column.value().apply(entry);
    return column == columns.get(0) ? "`" + value + "`" : value;
  }

  private static String row(Stream<String> cells) {
    return cells.map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
  }
}
