package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionCard.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.IntegerArgument;
import io.github.heatmill.udf.function.argument.NumbersArgument;
import java.util.List;

/** {@code heatmap_of(height, width, values)}: makes a map. */
public final class HeatmapOf implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_of",
        List.of(
            IntegerArgument.side("height"),
            IntegerArgument.side("width"),
            new NumbersArgument("values", "array<double>, row by row")),
        ResultType.HEATMAP,
        new Help(
            "The heat map of these values: the way back from heatmap_values.",
            "Values are kept as float32. Null if any of them is; an error if there are"
                + " not height x width of them.",
            "SELECT heatmap_values(heatmap_of(1, 2, array(0.5, -1)));",
            "[0.5,-1.0]"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments ->
        map((Integer) arguments[0], (Integer) arguments[1], (double[]) arguments[2]);
  }

  private static Tensor map(int height, int width, double[] values) {
    if ((long) height * width != values.length) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid values: %d of them (must be %d x %d)", values.length, height, width));
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Tensor.of(floats, height, width);
  }
}
