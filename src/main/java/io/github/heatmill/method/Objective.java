package io.github.heatmill.method;

import java.util.HashMap;
import java.util.Map;

/**
 * The progress of a search.
 *
 * @param start the objective at the start
 * @param end the best objective that was reached, which is that of the result
 */
public record Objective(double start, double end) {
  private static final String START = "objective_start";
  private static final String END = "objective_end";

  /** The sum of two searches. */
  Objective plus(Objective other) {
    return new Objective(start + other.start, end + other.end);
  }

  /** The values by name, without those that are not finite. */
  Map<String, Double> details() {
    Map<String, Double> details = new HashMap<>();
    details.put(START, start);
    details.put(END, end);
    details.values().removeIf(value -> !Double.isFinite(value));
    return details;
  }
}
