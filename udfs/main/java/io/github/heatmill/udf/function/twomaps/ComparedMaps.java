package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.argument.HeatmapArgument;

/** Brings two maps to the same size, for all functions that compare maps. */
final class ComparedMaps {
  static final String NOTE =
      "Maps of different size are resized bilinearly to the larger height and width. "
          + HeatmapArgument.UNDEFINED;

  private ComparedMaps() {}

  /** The first two arguments at the same size. */
  static MapPair of(Object[] arguments) {
    return MapPair.ofOneSize((Tensor) arguments[0], (Tensor) arguments[1]);
  }
}
