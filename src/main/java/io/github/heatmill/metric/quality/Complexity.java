package io.github.heatmill.metric.quality;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Saliency;
import java.util.List;

/**
 * The share of an image that a map highlights.
 *
 * <p>sum of |S| / (HW), where S is the enlarged map, scaled to 0..1 by its own range, and HW the
 * number of pixels.
 *
 * <p>Poppi et al., <a href="https://arxiv.org/abs/2104.10252">Revisiting The Evaluation of Class
 * Activation Mapping for Explainability</a>, 2021.
 */
public final class Complexity implements MapMetric {
  private static final long serialVersionUID = 1L;

  @Override
  public MetricCard card() {
    return new MetricCard(
        "complexity",
        "Complexity",
        Family.QUALITY,
        Need.MAP,
        "0",
        "How much of the image is highlighted: the map's mean (Poppi et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.lower(name(), 0, 1));
  }

  @Override
  public String definition() {
    return "mean of the " + Saliency.SCALED;
  }

  @Override
  public double value(Saliency saliency) {
    double sum = 0;
    for (float value : saliency.scaled().values()) {
      sum += value; // Never below 0.
    }
    return sum / saliency.pixels();
  }
}
