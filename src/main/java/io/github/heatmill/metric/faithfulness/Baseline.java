package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.registry.Options;

/** The colour of removed pixels: the mean colour, or black if chosen. */
final class Baseline {
  /** The variant with black. */
  static final String BLACK = "black";

  private Baseline() {}

  static Plain of(Options options) {
    return options.variant().equals(BLACK) ? Plain.BLACK : Plain.MEAN;
  }

  /** The words for definitions of metrics. */
  static String text(Plain baseline) {
    return baseline == Plain.BLACK ? "black (0 of the pixels)" : "0 of the normalised input";
  }
}
