package io.github.heatmill.report;

import java.util.Map;

/**
 * A pair of numbers.
 *
 * @param name what it belongs to, such as an image
 * @param group points of one group have one colour; empty if there are no groups
 */
public record Point(double x, double y, String name, String group) {
  Map<String, Object> row() {
    return Map.of("x", x, "y", y, "name", name, "group", group);
  }
}
