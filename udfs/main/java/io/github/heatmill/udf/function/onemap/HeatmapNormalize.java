package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_normalize(h)}: the map scaled to 0..1. */
public final class HeatmapNormalize implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_normalize",
        List.of(new HeatmapArgument("h", Kind.OK)),
        ResultType.HEATMAP,
        new Help(
            "The map scaled to 0..1 by its own lowest and highest value.",
            HeatmapArgument.UNDEFINED,
            "SELECT heatmap_values(heatmap_normalize(heatmap_of(1, 3, array(-1, 0, 3))));",
            "[0.0,0.25,1.0]"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> scaled((Tensor) arguments[0]);
  }

  private static Tensor scaled(Tensor map) {
    Tensor one = map.reshape(1, map.length(0), map.length(1));
    return Ranges.minMaxScaled(one).reshape(map.length(0), map.length(1));
  }
}
