package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.saliency.Peak;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_peak(h)}: the highest place. */
public final class HeatmapPeak implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_peak",
        List.of(new HeatmapArgument("h", Kind.ANY)),
        ResultType.PLACE,
        new Help(
            "The place with the largest value: struct<y int, x int, value double>, row"
                + " and column counted from 0.",
            "Of several equal ones the first, row by row. " + HeatmapArgument.UNDEFINED,
            "SELECT heatmap_peak(heatmap_of(2, 2, array(0, 1, 3, 2)));",
            "{1,0,3.0}"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> place((Tensor) arguments[0]);
  }

  private static Object[] place(Tensor map) {
    return Peak.of(map).map(p -> new Object[] {p.y(), p.x(), (double) p.value()}).orElse(null);
  }
}
