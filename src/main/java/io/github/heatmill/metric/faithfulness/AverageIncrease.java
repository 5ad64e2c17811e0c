package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.registry.Options;
import java.util.List;

/**
 * Tests whether shading the image by the map raises the probability of the explained class: 1 if O
 * &gt; Y, else 0, higher is better; undefined where Y is 1, which nothing can exceed.
 *
 * <p>Y is the probability of the explained class on the image, O on the image shaded by the map, X
 * S: see {@link ShadedMetric} for both and for the variant {@code black}.
 *
 * <p>Chattopadhay et al., <a href="https://arxiv.org/abs/1710.11063">Grad-CAM++: Improved Visual
 * Explanations for Deep Convolutional Networks</a>, 2018.
 *
 * <p>Differs from the paper: a share instead of per cent; an image with a probability of 1 counts
 * for nothing instead of 0.
 */
public final class AverageIncrease extends ShadedMetric {
  private static final long serialVersionUID = 1L;

  /** Creates the metric with the mean colour as background. */
  public AverageIncrease() {
    this(offered());
  }

  private AverageIncrease(Options options) {
    super(options);
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "average_increase",
        "Average increase",
        Family.FAITHFULNESS,
        Need.NETWORK,
        COST,
        "Whether the probability rises on the image masked by the map (Chattopadhay et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public Metric with(Options chosen) {
    return new AverageIncrease(chosen);
  }

  @Override
  double value(double original, double shaded) {
    return original == 1 ? Double.NaN : shaded > original ? 1 : 0;
  }

  @Override
  String formula() {
    return "1 if O > Y, else 0";
  }
}
