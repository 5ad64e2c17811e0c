package io.github.heatmill.model.exported.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes sizes as people do: {@code Mul(Integer(2), Symbol('s77', positive=True))} becomes {@code
 * 2*s77}. A text that is not of this form stays as it is.
 */
final class ExpressionText {
  private static final Pattern HEAD = Pattern.compile("([A-Za-z_]\\w*)\\(");
  private static final Pattern VALUE =
      Pattern.compile("(?:\\w+=)?(?:'([^'\\\\]*)'|(-?\\w[\\w.]*))");

  private static final int DEEPEST = 50;

  private final String text;
  private int at;

  private ExpressionText(String text) {
    this.text = text;
  }

  static String readable(String text) {
    ExpressionText expression = new ExpressionText(text);
    return expression.term(0).filter(term -> expression.at == text.length()).orElse(text);
  }

  /** A call or a plain value at the current place; empty if there is none. */
  private Optional<String> term(int depth) {
    Matcher head = HEAD.matcher(text).region(at, text.length());
    if (!head.lookingAt()) {
      Matcher value = VALUE.matcher(text).region(at, text.length());
      boolean found = value.lookingAt();
      at = found ? value.end() : at;
      return found
          ? Optional.of(value.group(1) == null ? value.group(2) : value.group(1))
          : Optional.empty();
    }
    at = head.end();
    List<String> arguments = new ArrayList<>();
    while (depth < DEEPEST && !text.startsWith(")", at)) {
      Optional<String> argument = term(depth + 1);
      if (argument.isEmpty()) {
        return argument;
      }
      arguments.add(argument.get());
      at += text.startsWith(", ", at) ? 2 : 0;
    }
    boolean closed = text.startsWith(")", at) && !arguments.isEmpty();
    at++;
    return closed ? Optional.of(written(head.group(1), arguments)) : Optional.empty();
  }

  private static String written(String function, List<String> arguments) {
    return switch (function) {
      case "Symbol", "Integer" -> arguments.get(0);
      case "Mul" -> String.join("*", arguments);
      case "Add" -> "(" + String.join(" + ", arguments) + ")";
      case "Pow" -> "(" + String.join("**", arguments) + ")";
      case "FloorDiv", "CleanDiv" -> "(" + String.join("//", arguments) + ")";
      case "Mod", "PythonMod" -> "(" + String.join("%", arguments) + ")";
      default -> function + "(" + String.join(", ", arguments) + ")";
    };
  }
}
