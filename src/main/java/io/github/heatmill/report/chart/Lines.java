package io.github.heatmill.report.chart;

import io.github.heatmill.report.block.Table;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line chart, such as the deletion curves of several methods.
 *
 * @param x title of the horizontal axis, with the unit
 * @param y title of the vertical axis, with the unit
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

  /**
   * A curve through points.
   *
   * @param xs x coordinates, from left to right
   * @param ys y coordinates, as many as {@code xs}
   */
  public record Line(String name, List<Double> xs, List<Double> ys) {
    public Line {
      if (xs.size() != ys.size()) {
        throw new IllegalArgumentException(
            "Invalid line "
                + name
                + ": "
                + xs.size()
                + " x for "
                + ys.size()
                + " y (must be as many of both)");
      }
      xs = List.copyOf(xs);
      ys = List.copyOf(ys);
    }

    /** The curve whose points are evenly spaced from 0 to 1. */
    public static Line even(String name, List<Double> ys) {
      double last = Math.max(1, ys.size() - 1);
      return new Line(name, IntStream.range(0, ys.size()).mapToObj(i -> i / last).toList(), ys);
    }

    Stream<Map<String, Object>> rows() {
      return IntStream.range(0, xs.size())
          .filter(i -> Drawing.drawable(xs.get(i), ys.get(i)))
          .mapToObj(i -> Map.of("name", name, "x", xs.get(i), "y", ys.get(i)));
    }
  }
}
