package io.github.heatmill.report.chart;

import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Table;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * A histogram. The counts are computed where the values are, for example by SQL.
 *
 * @param axis title of the value axis, with the unit
 * @param rules reference lines; may be empty
 */
public record Histogram(String caption, String axis, List<Bin> bins, List<Chart.Rule> rules)
    implements Chart {
  public Histogram {
    bins = List.copyOf(bins);
    rules = List.copyOf(rules);
  }

  @Override
  public DomContent html() {
    List<Map<String, Object>> drawn =
        bins.stream().filter(bin -> Drawing.drawable(bin.low(), bin.high())).map(Bin::row).toList();
    return new Drawing("histogram", Map.of("axis", axis), drawn, Chart.Rule.rows(rules))
        .html(caption, numbers());
  }

  private Table numbers() {
    List<List<Cell>> rows =
        bins.stream()
            .map(
                bin ->
                    List.of(
                        Cell.number(bin.low(), 4),
                        Cell.number(bin.high(), 4),
                        Cell.count(bin.count())))
            .toList();
    return new Table(List.of("from", "to", "count"), rows);
  }

  /** One bin: the number of values from {@code low} (inclusive) to {@code high}. */
  public record Bin(double low, double high, long count) {
    Map<String, Object> row() {
      return Map.of("low", low, "high", high, "count", count);
    }
  }
}
