package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.saliency.Centroid;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_centroid(h)}: the centroid of the evidence. */
public final class HeatmapCentroid implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_centroid",
        List.of(new HeatmapArgument("h", Kind.ANY)),
        ResultType.POINT,
        new Help(
            "The mean place, weighted by the evidence: struct<y double, x double>, in"
                + " places counted from 0.",
            "Evidence is the map scaled to 0..1 by its own range. The middle of a 7 x 7"
                + " map is (3.0, 3.0). "
                + HeatmapArgument.UNDEFINED,
            "SELECT heatmap_centroid(heatmap_of(1, 4, array(0, 1, 0, 1)));",
            "{0.0,2.0}"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> point((Tensor) arguments[0]);
  }

  private static Object[] point(Tensor map) {
    return Centroid.of(map).map(c -> new Object[] {c.y(), c.x()}).orElse(null);
  }
}
