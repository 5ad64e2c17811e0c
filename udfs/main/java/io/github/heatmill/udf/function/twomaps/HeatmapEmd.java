package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.EarthMoversDistance;
import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_emd(a, b)}: earth mover's distance. */
public final class HeatmapEmd implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_emd",
        List.of(new HeatmapArgument("a", Kind.ANY), new HeatmapArgument("b", Kind.ANY)),
        ResultType.NUMBER,
        new Help(
            "The earth mover's distance of two maps: how far evidence must move to make"
                + " one the other, as a share of the picture's diagonal, 0 to 1.",
            "Evidence is the map scaled to 0..1 by its own range, as shares of its sum;"
                + " distances are Euclidean, between the middles of places in the unit square."
                + " Maps of more than 16 places on a side are first reduced to 16 by area. "
                + ComparedMaps.NOTE,
            "SELECT round(heatmap_emd(heatmap_of(1, 2, array(1, 0)), heatmap_of(1, 2,"
                + " array(0, 1))), 4);",
            "0.3536"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return HeatmapEmd::value;
  }

  private static double value(Object[] arguments) {
    MapPair maps = ComparedMaps.of(arguments);
    return EarthMoversDistance.of(maps.first(), maps.second());
  }
}
