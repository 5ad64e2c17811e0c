package io.github.heatmill.metric.localisation;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.truth.Region;
import java.util.List;

/**
 * One number of 0..1, larger is better, that compares a map with the pixels of all objects that it
 * is measured against. Undefined without such pixels.
 */
interface RegionMetric extends Metric {

  /** The words with which definitions name the objects that maps are measured against. */
  String OBJECTS =
      "the measured objects (those of the explained class, else of any class, else all)";

  /**
   * The number.
   *
   * @param region not empty
   */
  double value(Saliency saliency, Region region);

  /** The number; NaN without annotation, or where no object is visible. */
  default double number(MetricInput input) {
    return input
        .region()
        .filter(region -> !region.isEmpty())
        .map(region -> value(input.saliency(), region))
        .orElse(Double.NaN);
  }

  @Override
  default List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  default Measurement measure(MetricInput input) {
    return Measurement.of(number(input));
  }
}
