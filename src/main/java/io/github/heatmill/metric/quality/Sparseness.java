package io.github.heatmill.metric.quality;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.tensor.Ranking;
import java.util.List;

/**
 * The unevenness of a map over the pixels: the Gini index.
 *
 * <p>1 - 2 sum over k = 1..n of v_k / (sum of v) (n - k + 1/2) / n, where v_1 &lt;= ... &lt;= v_n
 * are the sorted values of the enlarged map, scaled to 0..1 by its own range, and n the number of
 * pixels. It is 1 - 1/n if all lies on one pixel, near 0 if all pixels are alike, and undefined
 * where all values are 0.
 *
 * <p>Chalasani et al., <a href="https://arxiv.org/abs/1810.06583">Concise Explanations of Neural
 * Networks using Adversarial Training</a>, 2020; formula: Hurley and Rickard, <a
 * href="https://arxiv.org/abs/0811.4706">Comparing Measures of Sparsity</a>, 2009.
 *
 * <p>Differs from the paper: v is the scaled map and not the absolute value of signed attributions.
 */
public final class Sparseness implements MapMetric {
  private static final long serialVersionUID = 1L;

  @Override
  public MetricCard card() {
    return new MetricCard(
        "sparseness",
        "Sparseness",
        Family.QUALITY,
        Need.MAP,
        "0",
        "How unevenly the map is distributed: its Gini index (Chalasani et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.higher(name(), 0, 1));
  }

  @Override
  public String definition() {
    return "Gini index of the " + Saliency.SCALED;
  }

  @Override
  public double value(Saliency saliency) {
    float[] values = saliency.scaled().values();
    int[] order = Ranking.descending(values);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < order.length; i++) {
      float value = values[order[i]]; // v_k of k = n - i
      sum += value;
      weighted += value * (i + 0.5);
    }
    return 1 - 2 * weighted / sum / order.length;
  }
}
