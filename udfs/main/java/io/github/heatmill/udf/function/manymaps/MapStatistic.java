package io.github.heatmill.udf.function.manymaps;

import io.github.heatmill.saliency.MapSums;
import io.github.heatmill.saliency.MapSums.Purpose;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.function.FunctionInfo;
import java.util.List;
import java.util.Optional;

/** The statistics of the maps of a group. */
public enum MapStatistic {
  /** The mean at each place. A bright corner hints at a shortcut. */
  MEAN(
      Purpose.MEAN,
      "heatmap_mean(h)",
      new FunctionInfo.Help(
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
      new FunctionInfo.Help(
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

  MapStatistic(Purpose purpose, String call, FunctionInfo.Help help) {
    this.purpose = purpose;
    this.info = new FunctionInfo(call, List.of("h - heat maps of one size"), help);
  }

  /** Text of several constants, which cannot use static fields of their own enum. */
  private static final class Text {
    static final String NOTE =
        "Maps as they are: where their scales differ, give heatmap_normalize(h). Null"
            + " ones, and those with NaN or"
            + " infinite values, are passed over; null without any other. Maps of"
            + " different size are an error: resize"
            + " them, or group by layer. The result does not depend on the order of rows.";
  }

  /** The description of the SQL function. */
  public FunctionInfo info() {
    return info;
  }

  Purpose purpose() {
    return purpose;
  }

  /** The map of the statistic; empty without maps. */
  abstract Optional<Tensor> of(MapSums sums);
}
