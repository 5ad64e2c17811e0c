package io.github.heatmill.report;

import java.util.Map;

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
