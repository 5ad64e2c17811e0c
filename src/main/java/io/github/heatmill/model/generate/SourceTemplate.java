package io.github.heatmill.model.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * TorchScript source text with placeholders such as <code>${network}</code>, read from a resource
 * file {@code NAME.py} beside this class. Comments and empty lines of the file are left out.
 *
 * @param lines the text, without the indentation of the class that it becomes a part of
 */
record SourceTemplate(List<String> lines) {
  private static final Map<String, SourceTemplate> READ = new ConcurrentHashMap<>();

  SourceTemplate {
    lines = List.copyOf(lines);
  }

  /** The template of a file, which is read once. */
  static SourceTemplate named(String name) {
    return READ.computeIfAbsent(name, SourceTemplate::read);
  }

  private static SourceTemplate read(String name) {
    try (InputStream file = SourceTemplate.class.getResourceAsStream(name + ".py")) {
      if (file == null) {
        throw new IllegalStateException(
            "Missing resource: " + name + ".py (it is in Heatmill's jar)");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new SourceTemplate(
          text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template with a placeholder replaced wherever it stands. */
  SourceTemplate with(String placeholder, String value) {
    String whole = "${" + placeholder + "}";
    return new SourceTemplate(lines.stream().map(line -> line.replace(whole, value)).toList());
  }

  /** The template with the line of a placeholder replaced by other lines, indented like it. */
  SourceTemplate with(String placeholder, List<String> values) {
    String whole = "${" + placeholder + "}";
    return new SourceTemplate(
        lines.stream()
            .flatMap(line -> line.strip().equals(whole) ? indented(line, values) : Stream.of(line))
            .toList());
  }

  private static Stream<String> indented(String line, List<String> values) {
    String indentation = line.substring(0, line.indexOf('$'));
    return values.stream().map(value -> indentation + value);
  }

  /** The text as methods of a class. */
  String methods() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }
}
