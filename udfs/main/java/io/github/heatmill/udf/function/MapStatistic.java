package io.github.heatmill.udf.function;

import io.github.heatmill.saliency.MapSums;
import io.github.heatmill.saliency.MapSums.Purpose;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** What can be said of all maps of a group, place by place. */
public enum MapStatistic {
  /** The mean map: a bright corner is a shortcut. */
  MEAN(
      Purpose.MEAN,
      "heatmap_mean(h)",
      new FunctionCard.Help(
          "The mean of all maps of a group, place by place.",
          Text.NOTE,
          "SELECT heatmap_values(heatmap_mean(heatmap_of(1, 2, array(x, 1)))) FROM"
              + " VALUES (0), (3) AS t(x);",
          "[1.5,1.0]")) {
    @Override
    Optional<Tensor> of(MapSums sums) {
      return sums.mean();
    }
  },
  /** The variance at each place. */
  VARIANCE(
      Purpose.VARIANCE,
      "heatmap_variance(h)",
      new FunctionCard.Help(
          "The variance of all maps of a group, place by place: where they differ.",
          "Of the population: the mean square minus the square of the mean. " + Text.NOTE,
          "SELECT heatmap_values(heatmap_variance(heatmap_of(1, 2, array(x, 1)))) FROM"
              + " VALUES (0), (2) AS t(x);",
          "[1.0,0.0]")) {
    @Override
    Optional<Tensor> of(MapSums sums) {
      return sums.variance();
    }
  };

  private final Purpose purpose;
  private final FunctionInfo info;

  MapStatistic(Purpose purpose, String call, FunctionCard.Help help) {
    this.purpose = purpose;
    this.info = new FunctionInfo(call, List.of("h - heat maps of one size"), help);
  }

  /** An enum's constants cannot use its own. */
  private static final class Text {
    static final String NOTE =
        "Maps as they are: where their scales differ, give heatmap_normalize(h). Null"
            + " ones, and those with NaN or"
            + " infinite values, are passed over; null without any other. Maps of"
            + " different size are an error: resize"
            + " them, or group by layer. The result does not depend on the order of rows.";
  }

  /** What it says of itself. */
  public FunctionInfo info() {
    return info;
  }

  Purpose purpose() {
    return purpose;
  }

  /** The map; empty without maps. */
  abstract Optional<Tensor> of(MapSums sums);
}
