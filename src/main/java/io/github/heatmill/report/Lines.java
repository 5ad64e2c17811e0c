package io.github.heatmill.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * Curves in one frame, such as the deletion curves of several methods.
 *
 * @param x what goes to the right, with its unit
 * @param y what goes up, with its unit
 */
public record Lines(String caption, String x, String y, List<Line> lines) implements Chart {
  public Lines {
    lines = List.copyOf(lines);
  }

  @Override
  public DomContent html() {
    List<Map<String, Object>> drawn = lines.stream().flatMap(Line::rows).toList();
    return new Drawing("lines", Map.of("x", x, "y", y), drawn, List.of())
        .html(caption, Table.none());
  }
}
