package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.saliency.similarity.RegionOverlap;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.NumberArgument;
import java.util.List;

/** {@code heatmap_iou(a, b, quantile)}: the overlap of the highest regions. */
public final class HeatmapIou implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_iou",
        List.of(
            new HeatmapArgument("a", Kind.ANY),
            new HeatmapArgument("b", Kind.ANY),
            NumberArgument.below("quantile", 1, "0.9 compares the highest tenths")),
        ResultType.NUMBER,
        new Help(
            "How far the highest regions of two maps overlap: intersection over union, 0 to 1.",
            "A region holds the places at or above this quantile of the map's values,"
                + " and above its lowest; ties belong to it. "
                + ComparedMaps.NOTE,
            "SELECT heatmap_iou(heatmap_of(2, 2, array(0, 1, 2, 3)), heatmap_of(2, 2,"
                + " array(2, 0, 1, 3)), 0.5);",
            "0.3333333333333333"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return HeatmapIou::value;
  }

  private static double value(Object[] arguments) {
    MapPair maps = ComparedMaps.of(arguments);
    return RegionOverlap.of(maps.first(), maps.second(), (Double) arguments[2]);
  }
}
