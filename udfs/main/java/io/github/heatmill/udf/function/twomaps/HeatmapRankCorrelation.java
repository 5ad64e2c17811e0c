package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.saliency.similarity.RankCorrelation;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_rank_correlation(a, b)}: Spearman's rank correlation. */
public final class HeatmapRankCorrelation implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_rank_correlation",
        List.of(new HeatmapArgument("a", Kind.ANY), new HeatmapArgument("b", Kind.ANY)),
        ResultType.NUMBER,
        new Help(
            "Spearman's rank correlation of the values of two maps, -1 to 1: whether"
                + " they order the places in the same way.",
            "Equal values share their mean rank. " + ComparedMaps.NOTE,
            "SELECT heatmap_rank_correlation(heatmap_of(1, 3, array(0, 1, 2)),"
                + " heatmap_of(1, 3, array(-1, 10, 99)));",
            "1.0"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return HeatmapRankCorrelation::value;
  }

  private static double value(Object[] arguments) {
    MapPair maps = ComparedMaps.of(arguments);
    return RankCorrelation.of(maps.first(), maps.second());
  }
}
