package io.github.heatmill.model.exported.graph;

import java.util.Optional;

/**
 * The length of an axis: a number, or an expression that the input decides.
 *
 * @param fixed the number, if it is always the same
 * @param symbol otherwise the expression, such as {@code s77} or {@code 2*s77}
 * @param hint the value of the expression when the program was exported
 */
public record AxisSize(Optional<Long> fixed, Optional<String> symbol, Optional<Long> hint) {
  /** The number or the expression as text. */
  public String text() {
    return fixed.map(String::valueOf).or(() -> symbol).orElse("?");
  }
}
