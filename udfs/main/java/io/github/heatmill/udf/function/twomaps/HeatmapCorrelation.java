package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.Correlation;
import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_correlation(a, b)}: Pearson's correlation. */
public final class HeatmapCorrelation implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_correlation",
        List.of(new HeatmapArgument("a", Kind.ANY), new HeatmapArgument("b", Kind.ANY)),
        ResultType.NUMBER,
        new Help(
            "Pearson's correlation of the values of two maps, -1 to 1.",
            ComparedMaps.NOTE,
            "SELECT heatmap_correlation(heatmap_of(1, 3, array(0, 1, 2)), heatmap_of(1,"
                + " 3, array(5, 3, 1)));",
            "-1.0"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return HeatmapCorrelation::value;
  }

  private static double value(Object[] arguments) {
    MapPair maps = ComparedMaps.of(arguments);
    return Correlation.of(maps.first(), maps.second());
  }
}
