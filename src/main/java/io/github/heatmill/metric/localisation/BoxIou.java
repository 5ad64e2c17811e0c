package io.github.heatmill.metric.localisation;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Ranking;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.VisibleObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The fit of a box around the highlighted region of a map with the box of an object: intersection
 * over union.
 *
 * <p>The pixels whose value is at least a threshold form components, connected to 8 neighbours; the
 * tightest box around the largest (of equally large ones, the first in row-major order) is compared
 * with the box of each measured object, and the best fit counts. All boxes are edges of pixels, or
 * finer, in the network's input.
 *
 * <p>The standard threshold is the best one of each image: the number is the largest that any
 * threshold gives, so only the order of the pixels matters, and it is never below that of the whole
 * image. With {@code threshold=t} it is t of the map scaled to 0..1 by its own range; with {@code
 * quantile=q} it is the value of the pixel of rank round((1 - q) HW), at least 1, from the highest.
 *
 * <p>One threshold, 0.2, and the largest component: Zhou et al., <a
 * href="https://arxiv.org/abs/1512.04150">CAM</a>, 2016. Best threshold: Choe et al., <a
 * href="https://arxiv.org/abs/2001.07437">Evaluating Weakly Supervised Object Localization Methods
 * Right</a>, 2020.
 *
 * <p>Differs from the paper: MaxBoxAcc counts images above an IoU of 0.5 at the one threshold that
 * is best for the dataset. The best threshold of each image flatters every map, a random one too:
 * read it beside the number at chance.
 */
public final class BoxIou implements Metric {
  private static final long serialVersionUID = 1L;
  private static final String ID = "box_iou";
  private static final String THRESHOLD = "threshold";
  private static final String QUANTILE = "quantile";

  private final Options options;

  /** Creates the metric with the best threshold of each image. */
  public BoxIou() {
    this(
        Options.of(
            List.of(),
            Setting.number(THRESHOLD, 0, 0, 1, "of the scaled map; 0 for the best"),
            Setting.number(QUANTILE, 0, 0, 1, "of the pixels that lie below; 0 for the best")));
  }

  private BoxIou(Options options) {
    this.options = options;
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        ID,
        "Box IoU",
        Family.LOCALISATION,
        Need.ANNOTATIONS,
        "0",
        "How well a box around the highlighted region fits that of the object (Zhou et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if both a threshold and a quantile are given
   */
  @Override
  public Metric with(Options chosen) {
    if (chosen.number(THRESHOLD) > 0 && chosen.number(QUANTILE) > 0) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid options of %s: %s=%s with %s=%s (choose one)",
              ID, THRESHOLD, chosen.number(THRESHOLD), QUANTILE, chosen.number(QUANTILE)));
    }
    return new BoxIou(chosen);
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(ID, 0, 1));
  }

  @Override
  public String definition() {
    String level = "the threshold that is best for the image";
    if (options.number(THRESHOLD) > 0) {
      level = options.number(THRESHOLD) + " of its range";
    } else if (options.number(QUANTILE) > 0) {
      level = "its " + options.number(QUANTILE) + " quantile (pixel of rank round((1 - q) HW))";
    }
    return "IoU of the box around the largest 8-connected component of the "
        + Saliency.ENLARGED
        + ", where it is at least "
        + level
        + ", with the best fitting box of "
        + RegionMetric.OBJECTS;
  }

  @Override
  public Measurement measure(MetricInput input) {
    List<Box> boxes =
        input.truth().map(LocatedObjects::measured).orElse(List.of()).stream()
            .map(VisibleObject::box)
            .toList();
    return Measurement.of(boxes.isEmpty() ? Double.NaN : best(input.saliency(), boxes));
  }

  private double best(Saliency saliency, List<Box> boxes) {
    int[] order = Ranking.descending(saliency.enlarged().values());
    GrowingMask mask =
        new GrowingMask(saliency.enlarged().length(0), saliency.enlarged().length(1));
    int added = 0;
    Optional<Box> last = Optional.empty();
    double best = 0;
    for (int count : counts(saliency, order)) {
      for (; added < count; added++) {
        mask.add(order[added]);
      }
      Box box = mask.box();
      if (last.filter(box::equals).isEmpty()) { // Most thresholds change nothing.
        best = Math.max(best, boxes.stream().mapToDouble(b -> overlap(box, b)).max().orElse(0));
        last = Optional.of(box);
      }
    }
    return best;
  }

  /** The number of pixels at or above each threshold. */
  private int[] counts(Saliency saliency, int[] order) {
    float[] values = saliency.enlarged().values();
    int[] all =
        IntStream.rangeClosed(1, order.length)
            .filter(n -> n == order.length || values[order[n]] != values[order[n - 1]])
            .toArray();
    if (options.number(THRESHOLD) > 0) {
      return new int[] {atLeast(saliency.scaled().values(), options.number(THRESHOLD))};
    }
    if (options.number(QUANTILE) > 0) {
      long rank = Math.max(1, Math.round((1 - options.number(QUANTILE)) * order.length));
      return IntStream.of(all).filter(n -> n >= rank).limit(1).toArray();
    }
    return all;
  }

  private static int atLeast(float[] values, double threshold) {
    int count = 0;
    for (float value : values) {
      count += value >= threshold ? 1 : 0;
    }
    return count;
  }

  private static double overlap(Box some, Box other) {
    double both = some.intersection(other).map(BoxIou::area).orElse(0.0);
    return both / (area(some) + area(other) - both);
  }

  private static double area(Box box) {
    return box.width() * box.height();
  }
}
