package io.github.heatmill.report.chart;

import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Table;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * A dot plot: estimates with their confidence intervals, one below the other.
 *
 * @param axis title of the value axis, with the unit
 * @param rules reference lines; may be empty
 */
public record Dots(String caption, String axis, List<Dot> dots, List<Chart.Rule> rules)
    implements Chart {
  public Dots {
    dots = List.copyOf(dots);
    rules = List.copyOf(rules);
  }

  @Override
  public DomContent html() {
    List<Map<String, Object>> drawn =
        dots.stream().filter(dot -> Drawing.drawable(dot.mean())).map(Dot::row).toList();
    return new Drawing("dots", Map.of("axis", axis), drawn, Chart.Rule.rows(rules))
        .html(caption, numbers());
  }

  private Table numbers() {
    List<List<Cell>> rows =
        dots.stream()
            .map(
                dot ->
                    List.of(
                        Cell.text(dot.name()),
                        Cell.NumberCell.interval(dot.mean(), dot.low(), dot.high(), 4)))
            .toList();
    return new Table(List.of("", axis + " [95 % interval]"), rows);
  }

  /**
   * One estimate with its confidence interval.
   *
   * @param name unique in the chart
   * @param low lower end of the interval; NaN if there is none
   * @param high upper end
   */
  public record Dot(String name, double mean, double low, double high) {
    /** The row for Vega, without the ends where there is no interval. */
    Map<String, Object> row() {
      return Drawing.drawable(low, high)
          ? Map.of("name", name, "mean", mean, "low", low, "high", high)
          : Map.of("name", name, "mean", mean);
    }
  }
}
