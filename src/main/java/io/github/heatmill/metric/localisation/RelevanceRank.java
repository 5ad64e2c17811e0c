package io.github.heatmill.metric.localisation;

import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.tensor.Ranking;
import io.github.heatmill.truth.Region;

/**
 * The share of the highest pixels that lie on the object: relevance rank accuracy.
 *
 * <p>|P and R| / K, where R is the region, K the number of its pixels, and P the K pixels where the
 * enlarged map is highest. Ties keep row-major order.
 *
 * <p>Arras et al., <a href="https://arxiv.org/abs/2003.07258">Ground Truth Evaluation of Neural
 * Network Explanations with CLEVR-XAI</a>, 2022.
 */
public final class RelevanceRank implements RegionMetric {
  private static final long serialVersionUID = 1L;

  @Override
  public MetricCard card() {
    return new MetricCard(
        "relevance_rank",
        "Relevance rank accuracy",
        Family.LOCALISATION,
        Need.ANNOTATIONS,
        "0",
        "Share of the K highest pixels on the object, which has K pixels (Arras et al.)");
  }

  @Override
  public String definition() {
    return "share of the K highest pixels of the "
        + Saliency.ENLARGED
        + " that lie in the K pixels of "
        + OBJECTS
        + "; ties in row-major order";
  }

  @Override
  public double value(Saliency saliency, Region region) {
    int[] order = Ranking.descending(saliency.enlarged().values());
    int count = region.count();
    int inside = 0;
    for (int i = 0; i < count; i++) {
      if (region.contains(order[i] / region.width(), order[i] % region.width())) {
        inside++;
      }
    }
    return (double) inside / count;
  }
}
