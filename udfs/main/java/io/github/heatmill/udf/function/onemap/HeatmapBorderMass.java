package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.saliency.BorderMass;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.NumberArgument;
import java.util.List;

/** {@code heatmap_border_mass(h, share)}: the share of the evidence near the border. */
public final class HeatmapBorderMass implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_border_mass",
        List.of(
            new HeatmapArgument("h", Kind.ANY),
            NumberArgument.upTo(
                "share", 0.5, "the thickness of the frame, as a share of each side")),
        ResultType.NUMBER,
        new Help(
            "The share of the evidence that lies in a frame along the borders, where"
                + " tags and watermarks are.",
            "Evidence is the map scaled to 0..1 by its own range; a place that lies"
                + " partly in the frame counts in part. Evidence spread evenly gives 1 - (1 -"
                + " 2 share)^2. "
                + HeatmapArgument.UNDEFINED,
            "SELECT heatmap_border_mass(heatmap_of(4, 4, array(1, 0, 0, 0, 0, 1, 1, 0,"
                + " 0, 0, 0, 0, 0, 0, 0, 1)), 0.25);",
            "0.5"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> BorderMass.of((Tensor) arguments[0], (Double) arguments[1]);
  }
}
