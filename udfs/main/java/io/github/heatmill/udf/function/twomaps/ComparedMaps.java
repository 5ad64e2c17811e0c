package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.Maps;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.HeatmapArgument;
import io.github.heatmill.udf.function.SqlFunction.Evaluator;
import java.io.Serializable;

/** What all functions of two maps do with them first. */
final class ComparedMaps {
  static final String NOTE =
      "Maps of different size are resized bilinearly to the larger height and width. "
          + HeatmapArgument.UNDEFINED;

  private ComparedMaps() {}

  /** Compares two maps of one size. */
  @FunctionalInterface
  interface Comparison extends Serializable {
    double of(Tensor first, Tensor second);
  }

  /** Brings the first two arguments to one size, and compares them. */
  static Evaluator by(Comparison comparison) {
    return arguments -> {
      Maps maps = of(arguments);
      return comparison.of(maps.first(), maps.second());
    };
  }

  /** The first two arguments at one size. */
  static Maps of(Object[] arguments) {
    return Maps.ofOneSize((Tensor) arguments[0], (Tensor) arguments[1]);
  }
}
