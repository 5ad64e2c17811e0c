package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.registry.Options;

/** The colour that stands for nothing: the mean colour unless users ask for black. */
final class Baseline {
  /** The variant that takes black. */
  static final String BLACK = "black";

  private Baseline() {}

  static Plain of(Options options) {
    return options.variant().equals(BLACK) ? Plain.BLACK : Plain.MEAN;
  }

  /** For definitions. */
  static String text(Plain baseline) {
    return baseline == Plain.BLACK ? "black (0 of the pixels)" : "0 of the normalised input";
  }
}
