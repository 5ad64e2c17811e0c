package io.github.heatmill.report;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/**
 * Pairs of numbers.
 *
 * @param x what goes to the right, with its unit
 * @param y what goes up, with its unit
 */
public record Scatter(String caption, String x, String y, List<Point> points) implements Chart {
  public Scatter {
    points = List.copyOf(points);
  }

  @Override
  public DomContent html() {
    List<Map<String, Object>> drawn =
        points.stream()
            .filter(point -> Drawing.drawable(point.x(), point.y()))
            .map(Point::row)
            .toList();
    return new Drawing("scatter", Map.of("x", x, "y", y, "groups", groups()), drawn, List.of())
        .html(caption, Table.none());
  }

  private long groups() {
    return points.stream().map(Point::group).filter(group -> !group.isEmpty()).distinct().count();
  }
}
