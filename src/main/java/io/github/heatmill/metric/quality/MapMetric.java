package io.github.heatmill.metric.quality;

import io.github.heatmill.metric.Measured;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.Subject;

/** One number of a map alone. */
interface MapMetric extends Metric {

  /** The number; NaN where undefined. */
  double value(Saliency saliency);

  @Override
  default Measured measure(Subject subject) {
    return Measured.of(value(subject.saliency()));
  }
}
