package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.argument.HeatmapArgument;

/** What all functions of two maps do with them first. */
final class ComparedMaps {
  static final String NOTE =
      "Maps of different size are resized bilinearly to the larger height and width. "
          + HeatmapArgument.UNDEFINED;

  private ComparedMaps() {}

  /** The first two arguments at one size. */
  static MapPair of(Object[] arguments) {
    return MapPair.ofOneSize((Tensor) arguments[0], (Tensor) arguments[1]);
  }
}
