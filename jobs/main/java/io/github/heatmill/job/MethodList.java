package io.github.heatmill.job;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Methods as tables for people.
 *
 * @param methods in the order of the tables
 */
record MethodList(List<SaliencyMethod> methods) {
  private static final int WIDTH = 120;
  private static final String INDENT = "    ";
  private static final String COST_NOTE =
      "Cost: forward passes an image beyond the one, with its gradient at the layers, that all share.";

  private static final int STANDING = 4;

  private record Column(String title, Function<MethodCard, String> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("method", MethodCard::id),
          new Column("name", MethodCard::name),
          new Column("year", card -> card.year() == 0 ? "" : Integer.toString(card.year())),
          new Column("needs", card -> card.need().text()),
          new Column("formula", card -> card.standing().text()),
          new Column("cost", MethodCard::cost));

  /** For a terminal: no line is wider than 120 columns unless a single word is. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(line(Column::title));
    for (SaliencyMethod method : methods) {
      lines.add(line(column -> column.value().apply(method.card())));
      lines.add(wrapped(INDENT + method.card().summary()));
      options(method.options()).map(option -> wrapped(INDENT + option)).forEach(lines::add);
    }
    lines.add("");
    lines.add(COST_NOTE);
    return String.join("\n", lines) + "\n";
  }

  private String line(Function<Column, String> cell) {
    String padded =
        COLUMNS.stream()
            .map(column -> String.format("%-" + width(column) + "s", cell.apply(column)))
            .collect(joining("  "));
    return wrapped(padded.stripTrailing());
  }

  private int width(Column column) {
    return methods.stream()
        .mapToInt(method -> column.value().apply(method.card()).length())
        .reduce(column.title().length(), Math::max);
  }

  private static Stream<String> options(Options options) {
    Stream<String> variants = options.variants().stream().map(variant -> ":" + variant);
    return Stream.concat(variants, options.settings().stream().map(MethodList::setting));
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

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
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

  /** For the README. */
  String markdown() {
    List<Column> columns = new ArrayList<>(COLUMNS);
    columns.set(0, new Column("method", card -> "`" + card.id() + "`"));
    columns.add(columns.remove(STANDING));
    columns.add(new Column("what it does", MethodCard::summary));
    Stream<String> head =
        Stream.of(row(columns.stream().map(Column::title)), "|---".repeat(columns.size()) + "|");
    Stream<String> rows =
        methods.stream().map(m -> row(columns.stream().map(c -> c.value().apply(m.card()))));
    return Stream.concat(head, rows).map(row -> row + "\n").collect(joining());
  }

  private static String row(Stream<String> cells) {
    return cells.map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"));
  }
}
