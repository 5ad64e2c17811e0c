package io.github.heatmill.metric;

import io.github.heatmill.registry.Registry;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All metrics by id: those of this project and those that other jars add, as {@link Metric}
 * describes.
 */
public final class Metrics {
  /** Finds metrics by their ids and options. */
  public static final Registry<Metric> REGISTRY = new Registry<>(Metric.class, "metric");

  private Metrics() {}

  /**
   * All metrics with their default options, in the order of lists.
   *
   * @throws IllegalArgumentException as {@link Registry#all}, or if two give columns of one name
   */
  public static List<Metric> all() {
    List<Metric> all = REGISTRY.all();
    all.stream()
        .flatMap(metric -> metric.columns().stream())
        .collect(Collectors.groupingBy(Column::name))
        .forEach(
            (name, columns) -> {
              if (columns.size() > 1) {
                throw new IllegalArgumentException("Two metrics give the column " + name);
              }
            });
    return all;
  }

  /** As {@link Registry#named}. */
  public static Metric metric(String text) {
    return REGISTRY.named(text);
  }
}
