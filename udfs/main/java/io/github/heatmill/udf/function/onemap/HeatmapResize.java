package io.github.heatmill.udf.function.onemap;

import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.IntegerArgument;
import java.util.List;

/** {@code heatmap_resize(h, height, width)}: the map at another size. */
public final class HeatmapResize implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_resize",
        List.of(
            new HeatmapArgument("h", Kind.FINITE),
            IntegerArgument.side("height"),
            IntegerArgument.side("width")),
        ResultType.HEATMAP,
        new Help(
            "The map at another size, interpolated bilinearly.",
            "Half-pixel centres, edges repeated, no antialiasing, in float32:"
                + " torch.nn.functional.interpolate(mode='bilinear', align_corners=False), as"
                + " the metrics enlarge maps. Null if any value is NaN or infinite.",
            "SELECT heatmap_values(heatmap_resize(heatmap_of(1, 2, array(0, 4)), 1, 4));",
            "[0.0,1.0,3.0,4.0]"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return arguments ->
        resized((Tensor) arguments[0], (Integer) arguments[1], (Integer) arguments[2]);
  }

  private static Tensor resized(Tensor map, int height, int width) {
    Tensor one = map.reshape(1, map.length(0), map.length(1));
    return Resize.bilinear(one, height, width).reshape(height, width);
  }
}
