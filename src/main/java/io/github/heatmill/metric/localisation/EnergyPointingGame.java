package io.github.heatmill.metric.localisation;

import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The share of a map that lies on the object.
 *
 * <p>sum of S over the region / sum of S over all pixels, where S is the enlarged map, scaled to
 * 0..1 by its own range. Undefined where S is 0 everywhere.
 *
 * <p>A map without preference has the region's share of the image: the mean over all places that a
 * map can be shifted to, around the edges, is exactly that.
 *
 * <p>Its {@link Measurement#shares} are the shares for each label of the image, whether or not it
 * is the explained class: the share of the sum on the pixels of all objects so labelled. Objects
 * without a label stand under the empty one. Labels may overlap, so that shares need not add up.
 *
 * <p>Wang et al., <a href="https://arxiv.org/abs/1910.01279">Score-CAM</a>, 2020; it is the
 * relevance mass accuracy of Arras et al., <a
 * href="https://arxiv.org/abs/2003.07258">CLEVR-XAI</a>, 2022.
 *
 * <p>Differs from the paper: the region is that of all measured objects, pixel by pixel where the
 * ground truth is finer than boxes.
 */
public final class EnergyPointingGame implements RegionMetric {
  private static final long serialVersionUID = 1L;

  @Override
  public MetricCard card() {
    return new MetricCard(
        "energy_pointing_game",
        "Energy-based pointing game",
        Family.LOCALISATION,
        Need.ANNOTATIONS,
        "0",
        "The share of the map's sum that lies on the object (Wang et al.)");
  }

  @Override
  public String definition() {
    return "sum of the "
        + Saliency.SCALED
        + ", over the pixels of "
        + OBJECTS
        + ", divided by its sum over all pixels";
  }

  @Override
  public double value(Saliency saliency, Region region) {
    return share(saliency, total(saliency), region);
  }

  @Override
  public Measurement measure(MetricInput input) {
    List<VisibleObject> all = input.truth().map(LocatedObjects::all).orElse(List.of());
    return new Measurement(new double[] {number(input)}, Map.of(), shares(input.saliency(), all));
  }

  @Override
  public boolean givesShares() {
    return true;
  }

  private static Map<String, Double> shares(Saliency saliency, List<VisibleObject> objects) {
    Map<String, Region> regions = new TreeMap<>();
    objects.forEach(object -> regions.merge(object.label(), object.pixels(), Region::union));
    double total = total(saliency);
    Map<String, Double> shares = new TreeMap<>();
    if (total > 0) {
      regions.forEach((label, region) -> shares.put(label, share(saliency, total, region)));
    }
    return shares;
  }

  private static double share(Saliency saliency, double total, Region region) {
    float[] values = saliency.scaled().values();
    double sum = 0;
    for (int i : region.indices().toArray()) {
      sum += values[i];
    }
    return sum / total;
  }

  /**
   * The sum over all pixels, in the order of {@link #share}, so that rounding makes no share larger
   * than 1.
   */
  private static double total(Saliency saliency) {
    double sum = 0;
    for (float value : saliency.scaled().values()) {
      sum += value;
    }
    return sum;
  }
}
