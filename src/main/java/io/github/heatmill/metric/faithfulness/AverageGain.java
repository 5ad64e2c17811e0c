package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * The share of the missing probability, up to 1, that is gained when the image is shaded by the
 * map: [O - Y]+ / (1 - Y), 0..1, higher is better; undefined where Y is 1.
 *
 * <p>Y is the probability of the explained class on the image, O on the image shaded by the map, X
 * S: see {@link ShadedMetric} for both and for the variant {@code black}.
 *
 * <p>Zhang et al., <a href="https://arxiv.org/abs/2301.07002">Opti-CAM: Optimizing saliency maps
 * for interpretability</a>, 2023.
 *
 * <p>Differs from the paper: a share instead of per cent.
 */
public final class AverageGain extends ShadedMetric {
  private static final long serialVersionUID = 1L;

  /** Creates the metric with the mean colour as background. */
  public AverageGain() {
    this(offered());
  }

  private AverageGain(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "average_gain",
        "Average gain",
        Family.FAITHFULNESS,
        Need.NETWORK,
        COST,
        "Relative gain of the probability on the image masked by the map (Zhang et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new AverageGain(chosen);
  }

  @Override
  double value(double original, double shaded) {
    return original == 1 ? Double.NaN : Math.max(0, shaded - original) / (1 - original);
  }

  @Override
  String formula() {
    return "[O - Y]+ / (1 - Y)";
  }
}
