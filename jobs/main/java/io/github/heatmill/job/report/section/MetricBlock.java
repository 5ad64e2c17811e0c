package io.github.heatmill.job.report.section;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;

import io.github.heatmill.job.sql.ResultRow;
import io.github.heatmill.metric.Column.Better;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Part;
import io.github.heatmill.report.block.Table;
import io.github.heatmill.report.block.Text;
import io.github.heatmill.report.chart.Chart;
import io.github.heatmill.report.chart.Dots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The chart and table of one metric over all methods.
 *
 * @param name the metric's column
 * @param rows the rows of the table summary, sorted by their means
 */
record MetricBlock(String name, List<ResultRow> rows) {
  private static final int DECIMALS = 3;

  MetricBlock {
    rows = rows.stream().sorted(bestFirst(better(rows))).toList();
  }

  Part part() {
    List<Block> blocks = new ArrayList<>();
    metric().ifPresent(metric -> blocks.add(new Text(metric.card().summary())));
    blocks.add(chart());
    blocks.add(table());
    return new Part(name + direction(), blocks);
  }

  private Optional<Metric> metric() {
    return Metrics.all().stream().filter(this::isOf).findFirst();
  }

  private boolean isOf(Metric metric) {
    return metric.columns().stream().anyMatch(column -> column.name().equals(name))
        || metric.pooled().stream().anyMatch(pooled -> pooled.column().name().equals(name));
  }

  private static Better better(List<ResultRow> rows) {
    String said = rows.get(0).text("better");
    return Stream.of(Better.values())
        .filter(better -> better.text().equals(said))
        .findFirst()
        .orElse(Better.NEITHER);
  }

  private String direction() {
    Better better = better(rows);
    return better == Better.NEITHER ? "" : " (" + better.text() + " is better)";
  }

  /** Sorts the best means first. Missing means come last. */
  private static Comparator<ResultRow> bestFirst(Better better) {
    Comparator<ResultRow> byMean =
        comparing(row -> better == Better.HIGHER ? -row.number("mean") : row.number("mean"));
    return (better == Better.NEITHER ? byName() : byMean.thenComparing(byName()));
  }

  private static Comparator<ResultRow> byName() {
    return comparing((ResultRow row) -> row.text("method")).thenComparing(row -> row.text("layer"));
  }

  /** The method, with its layer if there are several layers. */
  private String title(ResultRow row) {
    boolean one = rows.stream().map(each -> each.text("layer")).distinct().count() == 1;
    return one ? row.text("method") : row.text("method") + ", " + row.text("layer");
  }

  private Dots chart() {
    List<Dots.Dot> dots =
        rows.stream()
            .map(
                row ->
                    new Dots.Dot(
                        title(row), row.number("mean"), row.number("low"), row.number("high")))
            .toList();
    return new Dots(
        "Mean " + name + " of each method, with its 95 % interval.", name, dots, rules());
  }

  /** The chance level of each layer, as the mean over methods, which may have different images. */
  private List<Chart.Rule> rules() {
    Map<String, Double> chance =
        rows.stream()
            .filter(row -> Double.isFinite(row.number("chance")))
            .collect(
                groupingBy(
                    row -> row.text("layer"),
                    TreeMap::new,
                    averagingDouble(row -> row.number("chance"))));
    return chance.entrySet().stream()
        .map(
            layer ->
                new Chart.Rule(
                    layer.getValue(), chance.size() > 1 ? "chance at " + layer.getKey() : "chance"))
        .toList();
  }

  private Table table() {
    return new Table(
        List.of("Method", "Mean", "Chance", "Minus chance", "Above chance", "Maps"),
        rows.stream().map(this::cells).toList());
  }

  private List<Cell> cells(ResultRow row) {
    return List.of(
        Cell.text(title(row)),
        Cell.interval(row.number("mean"), row.number("low"), row.number("high")),
        Cell.number(row.number("chance"), DECIMALS),
        Cell.interval(
            row.number("difference"), row.number("difference_low"), row.number("difference_high")),
        Cell.share(row.number("above_chance")),
        Cell.count(row.count("n")));
  }
}
