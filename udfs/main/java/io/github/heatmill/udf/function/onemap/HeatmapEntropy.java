package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.quality.Entropy;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_entropy(h)}: the entropy of a map. */
public final class HeatmapEntropy implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_entropy",
        List.of(new HeatmapArgument("h", Kind.OK)),
        ResultType.NUMBER,
        new Help(
            "How evenly the map is spread over its places: Shannon's entropy as a share"
                + " of the largest, 0 to 1.",
            "-sum of p ln p / ln n, where p is the map scaled to 0..1 by its own range,"
                + " as shares of its sum, and n the number of places. The metric entropy is"
                + " the same of the map resized to the network's input. "
                + HeatmapArgument.UNDEFINED,
            "SELECT heatmap_entropy(heatmap_of(2, 2, array(0, 1, 1, 0)));",
            "0.5"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> value((Tensor) arguments[0]);
  }

  private static double value(Tensor map) {
    return new Entropy().value(Saliency.of(map, new Size(map.length(1), map.length(0))));
  }
}
