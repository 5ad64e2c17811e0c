package io.github.heatmill.job.console;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.console.AlignedTable.Align;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Registered;
import io.github.heatmill.registry.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the list of registered methods or metrics as text and as Markdown.
 *
 * @param entries in the order of the tables
 * @param terminal the columns of the terminal's table; the first one holds the name
 * @param readme the columns of the Markdown table, likewise
 * @param wording the texts in addition to the columns
 * @param <T> methods or metrics
 */
record RegistryList<T extends Registered<T>>(
    List<T> entries, List<Column<T>> terminal, List<Column<T>> readme, Wording<T> wording) {
  private static final int WIDTH = 120;
  private static final String INDENT = "    ";

  /** A column of a table. */
  record Column<T>(String title, Function<T, String> value) {}

  /**
   * The texts in addition to the columns.
   *
   * @param summary one line for each entry
   * @param more further lines for each entry, for the terminal
   * @param note the text below the terminal's table
   */
  record Wording<T>(Function<T, String> summary, Function<T, List<String>> more, String note) {}

  /** For a terminal: no line is wider than 120 columns unless a single word is. */
  String text() {
    List<String> lines = new ArrayList<>();
    List<String> table = table();
    lines.add(wrapped(table.get(0)));
    for (int i = 0; i < entries.size(); i++) {
      T entry = entries.get(i);
      lines.add(wrapped(table.get(i + 1)));
      Stream.of(
              Stream.of(wording.summary().apply(entry)),
              wording.more().apply(entry).stream(),
              options(entry.options()))
          .flatMap(indented -> indented)
          .map(indented -> wrapped(INDENT + indented))
          .forEach(lines::add);
    }
    lines.add("");
    lines.add(wording.note());
    return String.join("\n", lines) + "\n";
  }

  private List<String> table() {
    return new AlignedTable(
            terminal.stream()
                .map(column -> new AlignedTable.Column(column.title(), Align.LEFT))
                .toList(),
            entries.stream()
                .map(entry -> terminal.stream().map(c -> c.value().apply(entry)).toList())
                .toList())
        .lines();
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
    Stream<String> titles = readme.stream().map(Column::title);
    Stream<String> head =
        Stream.of(
            row(Stream.concat(titles, Stream.of("what it does"))),
            "|---".repeat(readme.size() + 1) + "|");
    return Stream.concat(head, entries.stream().map(this::row))
        .map(row -> row + "\n")
        .collect(joining());
  }

  private String row(T entry) {
    Stream<String> name = Stream.of("`" + readme.get(0).value().apply(entry) + "`");
    Stream<String> others = readme.stream().skip(1).map(column -> column.value().apply(entry));
    return row(
        Stream.of(name, others, Stream.of(wording.summary().apply(entry))).flatMap(cell -> cell));
  }

  private static String row(Stream<String> cells) {
    return cells.map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
  }
}
