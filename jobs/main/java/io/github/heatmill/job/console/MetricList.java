package io.github.heatmill.job.console;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.console.RegistryList.Column;
import io.github.heatmill.job.console.RegistryList.Wording;
import io.github.heatmill.metric.Column.Better;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.PooledNumber;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes the list of metrics as text and as Markdown.
 *
 * @param metrics in the order of the tables
 */
public record MetricList(List<Metric> metrics) {
  private static final String NOTE =
      "Cost: forward passes a map, and again for a random map of the image where there is a value"
          + " at chance.";

  private static final Column<Metric> ID = column("metric", MetricCard::id);
  private static final Column<Metric> FAMILY = column("about", card -> card.family().text());
  private static final Column<Metric> NEED = column("needs", card -> card.need().text());
  private static final Column<Metric> COST = column("cost", MetricCard::cost);

  private static Column<Metric> column(String title, Function<MetricCard, String> value) {
    return new Column<>(title, metric -> value.apply(metric.card()));
  }

  /** A column with one line for each number of a metric. */
  private static Column<Metric> ofNumbers(
      String title, Function<io.github.heatmill.metric.Column, String> value) {
    return new Column<>(
        title, metric -> metric.columns().stream().map(value).collect(joining("<br>")));
  }

  private static String range(io.github.heatmill.metric.Column column) {
    return RegistryList.number(column.least()) + " to " + RegistryList.number(column.most());
  }

  /** The numbers of a metric, each with its range and its better end. */
  public static List<String> numbers(Metric metric) {
    return Stream.concat(
            metric.columns().stream().map(column -> number(column, "")),
            metric.pooled().stream()
                .map(PooledNumber::column)
                .map(c -> number(c, " (of many images)")))
        .toList();
  }

  private static String number(io.github.heatmill.metric.Column column, String of) {
    String better =
        column.better() == Better.NEITHER ? "" : ", " + column.better().text() + " is better";
    return column.name() + of + ": " + range(column) + better;
  }

  /** For a terminal. */
  public String text() {
    return list().text();
  }

  /** A Markdown table, for the documentation. */
  public String markdown() {
    return list().markdown();
  }

  private RegistryList<Metric> list() {
    return new RegistryList<>(
        metrics,
        List.of(ID, FAMILY, NEED, COST),
        List.of(
            ID,
            FAMILY,
            ofNumbers("columns", io.github.heatmill.metric.Column::name),
            ofNumbers("better", column -> column.better().text()),
            ofNumbers("range", MetricList::range),
            NEED,
            COST),
        new Wording<>(metric -> metric.card().summary(), MetricList::numbers, NOTE));
  }
}
