package io.github.heatmill.metric.quality;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Saliency;
import java.util.List;

/**
 * The evenness of a map over the pixels: Shannon's entropy, as a share of the largest.
 *
 * <p>-sum over i of p_i ln p_i / ln n, where p_i = S_i / (sum of S), S is the enlarged map, scaled
 * to 0..1 by its own range, and n the number of pixels; 0 ln 0 is 0. It is 0 if all lies on one
 * pixel, near 1 if all pixels are alike, and undefined where all values are 0.
 *
 * <p>Bhatt et al., <a href="https://arxiv.org/abs/2005.00631">Evaluating and Aggregating
 * Feature-based Model Explanations</a>, 2020, who call it complexity.
 *
 * <p>Differs from the paper: divided by ln n, so that inputs of different size compare; p is of the
 * scaled map and not of absolute values.
 */
public final class Entropy implements MapMetric {
  private static final long serialVersionUID = 1L;

  @Override
  public MetricCard card() {
    return new MetricCard(
        "entropy",
        "Entropy",
        Family.QUALITY,
        Need.MAP,
        "0",
        "How evenly the map is distributed: its entropy relative to the maximum (Bhatt et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.lower(name(), 0, 1));
  }

  @Override
  public String definition() {
    return "Shannon entropy of the "
        + Saliency.SCALED
        + ", as shares of its sum; divided by ln of the number of pixels";
  }

  /** By -sum of p ln p = ln(sum of S) - (sum of S ln S) / (sum of S), which is never below 0. */
  @Override
  public double value(Saliency saliency) {
    double sum = 0;
    double logs = 0;
    for (float value : saliency.scaled().values()) {
      if (value > 0) {
        sum += value;
        logs += value * Math.log(value);
      }
    }
    return (Math.log(sum) - logs / sum) / Math.log(saliency.pixels());
  }
}
