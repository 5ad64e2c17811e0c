package io.github.heatmill.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * Estimates with their intervals, one below the other.
 *
 * @param axis what is estimated, with its unit
 * @param rules lines to compare with; may be none
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
   * An estimate and its interval.
   *
   * @param name unlike that of any other dot of the chart
   * @param low lower end of the interval; NaN if there is none
   * @param high upper end
   */
  public record Dot(String name, double mean, double low, double high) {
    /** Without ends where there is no interval. */
    Map<String, Object> row() {
      return Drawing.drawable(low, high)
          ? Map.of("name", name, "mean", mean, "low", low, "high", high)
          : Map.of("name", name, "mean", mean);
    }
  }
}
