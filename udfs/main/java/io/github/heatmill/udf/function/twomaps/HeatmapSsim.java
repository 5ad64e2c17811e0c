package io.github.heatmill.udf.function.twomaps;

import io.github.heatmill.saliency.similarity.MapPair;
import io.github.heatmill.saliency.similarity.Ssim;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_ssim(a, b)}: structural similarity. */
public final class HeatmapSsim implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_ssim",
        List.of(new HeatmapArgument("a", Kind.ANY), new HeatmapArgument("b", Kind.ANY)),
        ResultType.NUMBER,
        new Help(
            "The structural similarity of two maps as pictures, -1 to 1.",
            "Maps are scaled to 0..1 by their own ranges; windows of 11 x 11 places with"
                + " Gaussian weights (Wang et al., 2004), or the largest odd side that fits a"
                + " smaller map. "
                + ComparedMaps.NOTE,
            "SELECT heatmap_ssim(heatmap_of(1, 3, array(0, 1, 2)), heatmap_of(1, 3,"
                + " array(0, 2, 4)));",
            "1.0"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return HeatmapSsim::value;
  }

  private static double value(Object[] arguments) {
    MapPair maps = ComparedMaps.of(arguments);
    return Ssim.of(maps.first(), maps.second());
  }
}
