package io.github.heatmill.metric.localisation;

import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.truth.Region;
import java.util.List;

/**
 * The pointing game: tests whether the highest place of a map lies on the object: 1 or 0.
 *
 * <p>It is 1 if any pixel where the enlarged map has exactly its largest value lies in the region,
 * or if the centre of a pixel of the region is less than {@code tolerance} pixels away from its
 * centre, by the Euclidean distance and in pixels of the network's input. A tolerance of 0, as of
 * 1, therefore asks for the pixel itself. The variant {@code paper} has a tolerance of 15.
 *
 * <p>Zhang et al., <a href="https://arxiv.org/abs/1608.00507">Top-down Neural Attention by
 * Excitation Backprop</a>, 2016.
 *
 * <p>Differs from the paper: no tolerance by default; pixels are those of the network's input, and
 * not of the source image as in TorchRay; all tied maxima count, as in Quantus, and not the first
 * alone; the mean over a dataset is that of its images, and means for each class have rows of their
 * own. The paper and TorchRay take the mean of the classes' means.
 */
public final class PointingGame implements RegionMetric {
  private static final long serialVersionUID = 1L;
  private static final String ID = "pointing_game";
  private static final String PAPER = "paper";
  private static final String TOLERANCE = "tolerance";
  private static final int TOLERANCE_OF_PAPER = 15;

  private final Options options;

  /** Creates the metric without tolerance. */
  public PointingGame() {
    this(
        Options.of(
            List.of(PAPER),
            Setting.count(
                TOLERANCE, 0, 0, 1000, "pixels of the input: a near miss must be closer")));
  }

  private PointingGame(Options options) {
    this.options = options;
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        ID,
        "Pointing game",
        Family.LOCALISATION,
        Need.ANNOTATIONS,
        "0",
        "Whether the highest pixel lies on the object (Zhang et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if both the variant and a tolerance are given
   */
  @Override
  public Metric with(Options chosen) {
    if (chosen.variant().equals(PAPER) && chosen.count(TOLERANCE) != 0) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid options of %s: %s with %s=%d (%s is %s=%d; choose one)",
              ID, PAPER, TOLERANCE, chosen.count(TOLERANCE), PAPER, TOLERANCE, TOLERANCE_OF_PAPER));
    }
    return new PointingGame(chosen);
  }

  private int tolerance() {
    return options.variant().equals(PAPER) ? TOLERANCE_OF_PAPER : options.count(TOLERANCE);
  }

  @Override
  public String definition() {
    return "1 if any tied maximum of the "
        + Saliency.ENLARGED
        + " lies in the pixels of "
        + OBJECTS
        + ", "
        + (tolerance() > 1
            ? "or less than " + tolerance() + " px from one, centre to centre"
            : "without tolerance")
        + "; else 0";
  }

  @Override
  public double value(Saliency saliency, Region region) {
    float[] values = saliency.enlarged().values();
    double maximum = Ranges.maximum(saliency.enlarged());
    int distance = Math.max(1, tolerance());
    RegionRows rows = new RegionRows(region);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == maximum
          && rows.comesNear(i / region.width(), i % region.width(), distance)) {
        return 1;
      }
    }
    return 0;
  }

  /** Finds out whether a region comes near a pixel. */
  static final class RegionRows {
    private final Region region;

    /**
     * The number of pixels of a row that lie in the region to the left of a column; W + 1 values
     * for each row.
     */
    private final int[] before;

    RegionRows(Region region) {
      this.region = region;
      int stride = region.width() + 1;
      before = new int[region.height() * stride];
      for (int at = 0, y = 0; y < region.height(); y++, at++) {
        for (int x = 0; x < region.width(); x++, at++) {
          before[at + 1] = before[at] + (region.contains(y, x) ? 1 : 0);
        }
      }
    }

    /**
     * Whether the centre of a pixel of the region is less than some pixels away from the centre of
     * this one.
     *
     * @param distance at least 1
     */
    boolean comesNear(int y, int x, int distance) {
      int first = Math.max(0, y - distance + 1);
      int last = Math.min(region.height() - 1, y + distance - 1);
      for (int row = first; row <= last; row++) {
        int reach = reach(distance, row - y);
        int from = Math.max(0, x - reach);
        int to = Math.min(region.width(), x + reach + 1);
        int start = row * (region.width() + 1);
        if (before[start + to] > before[start + from]) {
          return true;
        }
      }
      return false;
    }

    /** The largest dx with dx^2 + dy^2 below the square of the distance. */
    private static int reach(int distance, int dy) {
      int below = distance * distance - dy * dy - 1;
      int reach = (int) Math.sqrt(below);
      return reach * reach > below ? reach - 1 : reach;
    }
  }
}
