package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.saliency.EvidenceArea;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.NumberArgument;
import java.util.List;

/** {@code heatmap_area(h, quantile)}: the share of places that holds a share of the evidence. */
public final class HeatmapArea implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_area",
        List.of(
            new HeatmapArgument("h", Kind.ANY),
            NumberArgument.between("quantile", 0, 1, "the share of the evidence")),
        ResultType.NUMBER,
        new Help(
            "The smallest share of the map's places that holds this share of its evidence, 0 to 1.",
            "Evidence is the map scaled to 0..1 by its own range; the highest places"
                + " come first. At 0.5: on how much of the picture half of the evidence lies. "
                + HeatmapArgument.UNDEFINED,
            "SELECT heatmap_area(heatmap_of(2, 2, array(0, 1, 1, 2)), 0.5);",
            "0.25"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> EvidenceArea.of((Tensor) arguments[0], (Double) arguments[1]);
  }
}
