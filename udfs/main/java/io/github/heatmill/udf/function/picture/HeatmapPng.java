package io.github.heatmill.udf.function.picture;

import io.github.heatmill.image.Colormap;
import io.github.heatmill.image.HeatPicture;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.TextArgument;
import java.util.List;

/** {@code heatmap_png(h, colormap)}: a map as a picture. */
public final class HeatmapPng implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_png",
        List.of(
            new HeatmapArgument("h", Kind.FINITE),
            new TextArgument("colormap", String.join(", ", Colormap.ids()))),
        ResultType.BYTES,
        new Help(
            "The map as a PNG file: one pixel for each place, scaled to 0..1 by its own range.",
            "For a larger picture resize the map first. A map whose values are all the"
                + " same is cold everywhere; null if any is NaN or infinite.",
            "SELECT length(heatmap_png(heatmap_of(2, 2, array(0, 1, 2, 3)), 'inferno')) > 0;",
            "true"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    constants.at(1).ifPresent(name -> Colormap.named((String) name)); // Checks a constant early.
    return arguments ->
        HeatPicture.draw((Tensor) arguments[0], Colormap.named((String) arguments[1])).png();
  }
}
