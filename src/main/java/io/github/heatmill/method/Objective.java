package io.github.heatmill.method;

import java.util.HashMap;
import java.util.Map;

/**
 * How far a search came.
 *
 * @param start the value of its objective where it began
 * @param end the best value that it reached, that of its result
 */
public record Objective(double start, double end) {
  private static final String START = "objective_start";
  private static final String END = "objective_end";

  /** Of two searches together. */
  Objective plus(Objective other) {
    return new Objective(start + other.start, end + other.end);
  }

  /** As details; without what is not a finite number. */
  Map<String, Double> details() {
    Map<String, Double> details = new HashMap<>();
    details.put(START, start);
    details.put(END, end);
    details.values().removeIf(value -> !Double.isFinite(value));
    return details;
  }
}
