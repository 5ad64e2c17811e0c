package io.github.heatmill.metric.quality;

import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;

/** One number of a map alone. */
interface MapMetric extends Metric {

  /** The number; NaN where undefined. */
  double value(Saliency saliency);

  @Override
  default Measurement measure(MetricInput input) {
    return Measurement.of(value(input.saliency()));
  }
}
