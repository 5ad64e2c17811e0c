package io.github.heatmill.report;

import java.util.List;
import java.util.Map;

/** Numbers as a drawing. A number that is not finite is left out of it. */
public interface Chart extends Block {
  /** One sentence below the chart: what it shows. */
  String caption();

  /**
   * A line across a chart at a value that means something, such as chance or zero.
   *
   * @param at where on the axis of the values
   * @param name what it means
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
