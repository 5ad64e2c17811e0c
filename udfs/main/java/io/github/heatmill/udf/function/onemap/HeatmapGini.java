package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.quality.Sparseness;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_gini(h)}: the Gini index of a map. */
public final class HeatmapGini implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_gini",
        List.of(new HeatmapArgument("h", Kind.OK)),
        ResultType.NUMBER,
        new Help(
            "How unevenly the map is spread over its places: the Gini index, 0 to 1 - 1/n.",
            "Of the map scaled to 0..1 by its own range; 1 - 1/n if all lies on one of n"
                + " places. The metric sparseness is the same of the map resized to the"
                + " network's input. "
                + HeatmapArgument.UNDEFINED,
            "SELECT heatmap_gini(heatmap_of(2, 2, array(0, 0, 0, 1)));",
            "0.75"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> value((Tensor) arguments[0]);
  }

  private static double value(Tensor map) {
    return new Sparseness().value(Saliency.of(map, new Size(map.length(1), map.length(0))));
  }
}
