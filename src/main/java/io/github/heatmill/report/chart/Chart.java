package io.github.heatmill.report.chart;

import io.github.heatmill.report.block.Block;
import java.util.List;
import java.util.Map;

/** A chart. Numbers that are not finite are left out. */
public interface Chart extends Block {
  /** The sentence below the chart that says what it shows. */
  String caption();

  /**
   * A reference line across a chart, for example at chance or at zero.
   *
   * @param at its position on the value axis
   * @param name its label
   */
  public record Rule(double at, String name) {
    static List<Map<String, Object>> rows(List<Rule> rules) {
      return rules.stream()
          .filter(rule -> Drawing.drawable(rule.at()))
          .map(rule -> Map.<String, Object>of("at", rule.at(), "name", rule.name()))
          .toList();
    }
  }
}
