package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.udf.function.HeatmapArgument;

/** What all functions of two maps say of them. */
final class PairNotes {
  static final String TEXT =
      "Maps of different size are resized bilinearly to the larger height and width. "
          + HeatmapArgument.UNDEFINED;

  private PairNotes() {}
}
