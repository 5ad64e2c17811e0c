package io.github.heatmill.model.torchscript.repair;

import io.github.heatmill.model.program.Statement;
import io.github.heatmill.model.program.UnreadableSourceException;
import io.github.heatmill.model.torchscript.syntax.Method;
import io.github.heatmill.model.torchscript.syntax.Method.Parameter;
import io.github.heatmill.model.torchscript.syntax.MethodParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of one source file, divided into the methods and functions and what lies between. */
final class SourceText {
  private static final Pattern BOUNDARY = Pattern.compile("(?m)^(?:(class (\\w+)\\()|(  )?def )");

  private final List<Part> parts = new ArrayList<>();

  /**
   * A piece of text.
   *
   * @param className the class around it; empty outside of classes
   * @param method what a method or function says; empty for other text, and where it uses unknown
   *     syntax
   */
  private record Part(String text, String className, Optional<Method> method) {}

  SourceText(String source) {
    Matcher matcher = BOUNDARY.matcher(source);
    boolean more = matcher.find();
    parts.add(new Part(source.substring(0, more ? matcher.start() : source.length()), "", none()));
    String className = "";
    while (more) {
      int start = matcher.start();
      boolean isClass = matcher.group(1) != null;
      boolean isFunction = !isClass && matcher.group(3) == null;
      className = isClass ? matcher.group(2) : isFunction ? "" : className;
      more = matcher.find();
      String text = source.substring(start, more ? matcher.start() : source.length());
      parts.add(new Part(text, className, isClass ? none() : parsed(text)));
    }
  }

  private static Optional<Method> none() {
    return Optional.empty();
  }

  private static Optional<Method> parsed(String text) {
    try {
      return Optional.of(MethodParser.method(text));
    } catch (UnreadableSourceException e) {
      return Optional.empty(); // It stays as it is.
    }
  }

  /** The methods and functions, each with the name of its class, which is empty for functions. */
  <T> List<T> methods(BiFunction<String, Method, T> use) {
    return parts.stream()
        .filter(part -> part.method().isPresent())
        .map(part -> use.apply(part.className(), part.method().get()))
        .toList();
  }

  /**
   * The text with changed methods and functions.
   *
   * @param change gives the method that stands for a class's method
   */
  String with(BiFunction<String, Method, Method> change) {
    return parts.stream().map(part -> text(part, change)).collect(Collectors.joining());
  }

  private static String text(Part part, BiFunction<String, Method, Method> change) {
    if (part.method().isEmpty()) {
      return part.text();
    }
    Method original = part.method().get();
    Method changed = change.apply(part.className(), original);
    return changed.equals(original)
        ? part.text()
        : text(changed, part.className().isEmpty() ? "" : "  ");
  }

  private static String text(Method method, String indentation) {
    StringBuilder text = new StringBuilder();
    text.append(indentation).append("def ").append(method.name()).append('(');
    text.append(
        method.parameters().stream().map(SourceText::text).collect(Collectors.joining(", ")));
    text.append(')');
    method.result().ifPresent(type -> text.append(" -> ").append(type.text()));
    text.append(":\n");
    for (Statement statement : method.body()) {
      for (String line : statement.lines()) {
        text.append(indentation).append("  ").append(line).append('\n');
      }
    }
    return text.toString();
  }

  private static String text(Parameter parameter) {
    return parameter.name()
        + parameter.type().map(type -> ": " + type.text()).orElse("")
        + parameter.value().map(value -> "=" + value.text()).orElse("");
  }
}
