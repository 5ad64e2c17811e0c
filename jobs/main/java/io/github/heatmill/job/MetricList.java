package io.github.heatmill.job;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.RegistryList.Column;
import io.github.heatmill.metric.Metric;
import java.util.List;
import java.util.function.Function;

/**
 * Metrics as tables for people.
 *
 * @param metrics in the order of the tables
 */
record MetricList(List<Metric> metrics) {
  private static final String NOTE =
      "Cost: forward passes a map, and again for a random map of the image where there is a value at chance.";

  private static final List<Column<Metric>> COLUMNS =
      List.of(
          new Column<>("metric", 0, metric -> metric.card().id()),
          new Column<>("about", 1, metric -> metric.card().family().text()),
          new Column<>("columns", 2, metric -> columns(metric, c -> c.name())),
          new Column<>("better", 3, metric -> columns(metric, c -> c.better().text())),
          new Column<>("range", 4, metric -> columns(metric, MetricList::range)),
          new Column<>("needs", 5, metric -> metric.card().need().text()),
          new Column<>("cost", 6, metric -> metric.card().cost()));

  /** What its columns say, once where they say the same. */
  private static String columns(
      Metric metric, Function<io.github.heatmill.metric.Column, String> value) {
    return metric.columns().stream().map(value).distinct().collect(joining(", "));
  }

  private static String range(io.github.heatmill.metric.Column column) {
    return RegistryList.number(column.least()) + " to " + RegistryList.number(column.most());
  }

  /** For a terminal. */
  String text() {
    return list().text();
  }

  /** For the README. */
  String markdown() {
    return list().markdown();
  }

  private RegistryList<Metric> list() {
    return new RegistryList<>(metrics, COLUMNS, metric -> metric.card().summary(), NOTE);
  }
}
