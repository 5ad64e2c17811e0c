package io.github.heatmill.model.generate;

import io.github.heatmill.model.program.Statement;
import java.util.List;

/** The source text of one generated method, written line by line. */
final class MethodText {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private int depth = 2;

  /**
   * Begins a method.
   *
   * @param signature such as {@code name(self: Type, x: Tensor) -> Tensor}
   */
  MethodText(String signature) {
    text.append("  def ").append(signature).append(":\n");
  }

  /** A whole method that gives a tensor. */
  static String tensor(String rootType, String name, String parameters, String block) {
    String signature = name + "(self: " + rootType + ", " + parameters + ") -> Tensor";
    return new MethodText(signature).lines(block).text();
  }

  /** An expression that calls another generated method. */
  static String call(String method, String... arguments) {
    return "(self)." + method + "(" + String.join(", ", arguments) + ", )";
  }

  MethodText line(String line) {
    text.append(INDENT.repeat(depth)).append(line).append('\n');
    return this;
  }

  /** Writes several lines at once, as a text block holds them. */
  MethodText lines(String block) {
    block.lines().forEach(this::line);
    return this;
  }

  MethodText statements(List<Statement> statements) {
    statements.forEach(statement -> statement.lines().forEach(this::line));
    return this;
  }

  /** Writes a loop that runs {@code count} times. */
  MethodText repeat(String variable, String count, Runnable body) {
    line("for " + variable + " in range(" + count + "):");
    depth++;
    body.run();
    depth--;
    return this;
  }

  String text() {
    return text.toString();
  }
}
