package io.github.heatmill.udf.function.truth;

import io.github.heatmill.image.Size;
import io.github.heatmill.saliency.BoxEnergy;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Box;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.BoxesArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.InputSideArgument;
import io.github.heatmill.udf.table.InputFrame;
import java.util.List;

/** {@code heatmap_energy(h, boxes, height, width)}: the share of the evidence on boxes. */
public final class HeatmapEnergy implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_energy",
        List.of(
            new HeatmapArgument("h", Kind.ANY),
            new BoxesArgument("boxes"),
            InputSideArgument.required("height", InputFrame.HEIGHT),
            InputSideArgument.required("width", InputFrame.WIDTH)),
        ResultType.NUMBER,
        new Help(
            "The share of the evidence that lies on boxes, each pixel counted once, 0 to 1.",
            "The metric energy_pointing_game with boxes. " + BoxNotes.TEXT,
            "SELECT heatmap_energy(heatmap_of(2, 2, array(0, 1, 0, 1)),"
                + " array(named_struct('x', 1, 'y', 0, 'width', 1, 'height', 1)), 2, 2);",
            "0.5"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return new BoxEnergies();
  }

  /** Keeps the weights for the last size of map, because all maps usually have the same size. */
  private static final class BoxEnergies implements Evaluator {
    private static final long serialVersionUID = 1L;

    private transient BoxEnergy last;

    @Override
    @SuppressWarnings("unchecked") // BoxesArgument returns boxes.
    public Object value(Object[] arguments) {
      Tensor map = (Tensor) arguments[0];
      Size picture = new Size((Integer) arguments[3], (Integer) arguments[2]);
      BoxEnergy weights = last;
      if (weights == null || !weights.fits(map, picture)) {
        weights = new BoxEnergy(map.length(0), map.length(1), picture);
        last = weights;
      }
      return weights.share(map, (List<Box>) arguments[1]);
    }
  }
}
