package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.IntegerArgument;
import java.util.List;

/** {@code heatmap_at(h, y, x)}: the value at a place. */
public final class HeatmapAt implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_at",
        List.of(
            new HeatmapArgument("h", Kind.FINITE),
            new IntegerArgument("y", 0, Integer.MAX_VALUE),
            new IntegerArgument("x", 0, Integer.MAX_VALUE)),
        ResultType.NUMBER,
        new Help(
            "The value of the place in row y and column x, counted from 0 at the top left.",
            "Null outside of the map, and where any value of the map is NaN or infinite.",
            "SELECT heatmap_at(heatmap_of(2, 3, array(0, 1, 2, 3, 4, 5)), 1, 2);",
            "5.0"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments ->
        value((Tensor) arguments[0], (Integer) arguments[1], (Integer) arguments[2]);
  }

  private static Object value(Tensor map, int y, int x) {
    boolean inside = y < map.length(0) && x < map.length(1);
    return inside ? (Object) (double) map.values()[y * map.length(1) + x] : null;
  }
}
