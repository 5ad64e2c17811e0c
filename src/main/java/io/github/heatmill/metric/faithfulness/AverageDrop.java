package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * The share of the explained class's probability that is lost when the image is shaded by the map:
 * [Y - O]+ / Y, 0..1, lower is better; undefined where Y is 0.
 *
 * <p>Y is the probability of the explained class on the image, O on the image shaded by the map, X
 * S: see {@link ShadedMetric} for both and for the variant {@code black}.
 *
 * <p>Chattopadhay et al., <a href="https://arxiv.org/abs/1710.11063">Grad-CAM++: Improved Visual
 * Explanations for Deep Convolutional Networks</a>, 2018.
 *
 * <p>Differs from the paper: a share instead of per cent; the mean over images is the summary's.
 */
public final class AverageDrop extends ShadedMetric {
  private static final long serialVersionUID = 1L;

  /** Creates the metric with the mean colour as background. */
  public AverageDrop() {
    this(offered());
  }

  private AverageDrop(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "average_drop",
        "Average drop",
        Family.FAITHFULNESS,
        Need.NETWORK,
        COST,
        "Relative drop of the probability on the image masked by the map (Chattopadhay et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.lower(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new AverageDrop(chosen);
  }

  @Override
  double value(double original, double shaded) {
    return original == 0 ? Double.NaN : Math.max(0, original - shaded) / original;
  }

  @Override
  String formula() {
    return "[Y - O]+ / Y";
  }
}
