package io.github.heatmill.report;

import java.util.Map;

/** How many values lie from {@code low} (inclusive) to {@code high}. */
public record Bin(double low, double high, long count) {
  Map<String, Object> row() {
    return Map.of("low", low, "high", high, "count", count);
  }
}
