package io.github.heatmill.report.chart;

import io.github.heatmill.report.block.Cell;
import io.github.heatmill.report.block.Table;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * A chart of horizontal bars, one below the other.
 *
 * @param axis title of the value axis, with the unit
 */
public record Bars(String caption, String axis, List<Bar> bars) implements Chart {
  public Bars {
    bars = List.copyOf(bars);
  }

  @Override
  public DomContent html() {
    List<Map<String, Object>> drawn =
        bars.stream().filter(bar -> Drawing.drawable(bar.value())).map(Bar::row).toList();
    return new Drawing("bars", Map.of("axis", axis), drawn, List.of()).html(caption, numbers());
  }

  private Table numbers() {
    List<List<Cell>> rows =
        bars.stream()
            .map(bar -> List.of(Cell.text(bar.name()), Cell.number(bar.value(), 4)))
            .toList();
    return new Table(List.of("", axis), rows);
  }

  /**
   * One bar: a value that is drawn from zero.
   *
   * @param name unique in the chart
   */
  public record Bar(String name, double value) {
    Map<String, Object> row() {
      return Map.of("name", name, "value", value);
    }
  }
}
