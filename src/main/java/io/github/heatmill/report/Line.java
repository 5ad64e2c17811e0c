package io.github.heatmill.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A curve through points.
 *
 * @param xs from left to right
 * @param ys as many
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
