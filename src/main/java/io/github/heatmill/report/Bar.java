package io.github.heatmill.report;

import java.util.Map;

/**
 * A value, drawn from zero on.
 *
 * @param name unlike that of any other bar of the chart
 */
public record Bar(String name, double value) {
  Map<String, Object> row() {
    return Map.of("name", name, "value", value);
  }
}
