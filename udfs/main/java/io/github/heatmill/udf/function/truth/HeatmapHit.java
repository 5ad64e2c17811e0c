package io.github.heatmill.udf.function.truth;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.GroundTruth;
import io.github.heatmill.truth.VisibleObject;
import io.github.heatmill.udf.function.FunctionCard;
import io.github.heatmill.udf.function.FunctionInfo.Help;
import io.github.heatmill.udf.function.ResultType;
import io.github.heatmill.udf.function.SqlFunction;
import io.github.heatmill.udf.function.argument.BoxesArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument;
import io.github.heatmill.udf.function.argument.HeatmapArgument.Kind;
import io.github.heatmill.udf.function.argument.InputSideArgument;
import io.github.heatmill.udf.function.argument.IntegerArgument;
import io.github.heatmill.udf.table.InputFrame;
import java.util.List;
import java.util.Optional;

/**
 * {@code heatmap_hit(h, boxes, tolerance, height, width)}: whether the highest place is on a box.
 */
public final class HeatmapHit implements SqlFunction {
  private static final long serialVersionUID = 1L;

  @Override
  public FunctionCard card() {
    return new FunctionCard(
        "heatmap_hit",
        List.of(
            new HeatmapArgument("h", Kind.ANY),
            new BoxesArgument("boxes"),
            new IntegerArgument("tolerance", 0, 1000),
            InputSideArgument.required("height", InputFrame.HEIGHT),
            InputSideArgument.required("width", InputFrame.WIDTH)),
        ResultType.TRUTH,
        new Help(
            "Whether the highest place of the map lies on a box, or closer than so many"
                + " pixels to one.",
            "The metric pointing_game with boxes: the highest pixels of the map enlarged"
                + " to the picture, each of several equal ones; nearer than the tolerance,"
                + " from centre to centre. "
                + BoxNotes.TEXT,
            "SELECT heatmap_hit(heatmap_of(2, 2, array(0, 1, 0, 2)),"
                + " array(named_struct('x', 1, 'y', 0, 'width', 1, 'height', 1)), 0, 2, 2);",
            "false"));
  }

  @Override
  public Evaluator evaluator(Constants constants) {
    return new Hits();
  }

  /**
   * Keeps the metric for the last tolerance, because finding one by its id reads the service files.
   */
  private static final class Hits implements Evaluator {
    private static final long serialVersionUID = 1L;

    private transient Game last;

    /** The metric for a tolerance. */
    private record Game(int tolerance, Metric metric) {}

    @Override
    @SuppressWarnings("unchecked") // BoxesArgument returns boxes.
    public Object value(Object[] arguments) {
      Size picture = new Size((Integer) arguments[4], (Integer) arguments[3]);
      List<VisibleObject> objects = visible((List<Box>) arguments[1], picture);
      Optional<Saliency> map = Saliency.measurable((Tensor) arguments[0], picture);
      if (objects.isEmpty() || map.isEmpty()) {
        return null;
      }
      Optional<LocatedObjects> truth = Optional.of(new LocatedObjects(objects, objects));
      MetricInput input =
          new MetricInput(map.get(), 1, truth, Optional.empty(), copy -> Double.NaN);
      return metric((Integer) arguments[2]).measure(input).values()[0] == 1;
    }

    private Metric metric(int tolerance) {
      Game game = last;
      if (game == null || game.tolerance() != tolerance) {
        game = new Game(tolerance, Metrics.metric("pointing_game:tolerance=" + tolerance));
        last = game;
      }
      return game.metric();
    }
  }

  private static List<VisibleObject> visible(List<Box> boxes, Size picture) {
    AnnotatedObject[] objects =
        boxes.stream()
            .map(box -> new AnnotatedObject("", box, AnnotatedObject.Kind.NORMAL))
            .toArray(AnnotatedObject[]::new);
    Geometry unchanged = new Geometry(picture, picture, picture);
    return GroundTruth.of(Annotation.of(objects), unchanged).objects();
  }
}
