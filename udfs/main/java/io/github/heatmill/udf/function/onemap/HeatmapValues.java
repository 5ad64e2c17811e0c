package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import java.util.List;

/** {@code heatmap_values(h)}: all values as an array. */
public final class HeatmapValues implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_values",
        List.of(new HeatmapArgument("h", Kind.ANY)),
        ResultType.NUMBERS,
        new Help(
            "All values, row by row.",
            "Also of maps with NaN or infinity in them, which stand in the array as they are.",
            "SELECT heatmap_values(heatmap_of(1, 2, array(0.5, -1)));",
            "[0.5,-1.0]"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments -> ((Tensor) arguments[0]).values();
  }
}
