package io.github.heatmill.metric.faithfulness;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Copy;
import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.model.alteration.Alteration;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.model.alteration.Fill.Plain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Removes the most and the least relevant pixels and imputes them, so that no visible hole is left.
 *
 * <p>{@code road_morf} is the mean over p of the explained class's probability once the share p of
 * the pixels with the highest values is removed (most relevant first), 0..1, lower is better;
 * {@code road_lerf} the same with the lowest values (least relevant first), higher is better;
 * {@code road} = (road_lerf - road_morf) / 2, -0.5..0.5, higher is better, 0 for a map that says
 * nothing. p is 10 %, 20 %, ..., 90 %: round(p HW) pixels of the enlarged map, exactly; in
 * row-major order where values are equal, the first of them being the more relevant. Removed pixels
 * are imputed: {@link Fill.Imputed}. Both curves have a point for each p.
 *
 * <p>Rong et al., <a href="https://arxiv.org/abs/2202.00449">A Consistent and Efficient Evaluation
 * Strategy for Attribution Methods</a>, 2022; combined as in {@code ROADCombined} of
 * pytorch-grad-cam.
 *
 * <p>Differs from the paper: one explained class's probability instead of accuracy. Differs from
 * pytorch-grad-cam: its thresholds are percentiles, so it removes all of a tie, which can be the
 * whole image; its scores are logits unless told otherwise, and its {@code road_morf} and {@code
 * road_lerf} differences to the unaltered image.
 */
public final class Road implements Metric {
  private static final long serialVersionUID = 1L;
  private static final String MOST_FIRST = "road_morf";
  private static final String LEAST_FIRST = "road_lerf";
  private static final List<Integer> PER_CENT = List.of(10, 20, 30, 40, 50, 60, 70, 80, 90);
  private static final Fill IMPUTED = new Fill.Imputed();

  @Override
  public MetricCard card() {
    return new MetricCard(
        "road",
        "ROAD",
        Family.FAITHFULNESS,
        Need.NETWORK,
        "18, and as much again to impute",
        "Probability after removing the least minus the most relevant pixels, imputed (Rong et al.)");
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.higher(name(), -0.5, 0.5),
        Column.lower(MOST_FIRST, 0, 1),
        Column.higher(LEAST_FIRST, 0, 1));
  }

  @Override
  public String definition() {
    return "(lerf - morf) / 2, means of the "
        + MetricInput.PROBABILITY
        + " once 10, 20, ..., 90 % of the pixels, lowest and highest first in the "
        + Saliency.ENLARGED
        + ", are removed (exactly round(p H W), ties in row-major order); noisy linear imputation"
        + " in the normalised space (8 neighbours, 1/6 edge, 1/12 corner, solved to 2e-5, noise 0.01)";
  }

  @Override
  public List<Copy> copies(Saliency saliency) {
    int pixels = saliency.pixels();
    return PER_CENT.stream()
        .flatMap(p -> Stream.of(withoutHighest(p, pixels), withoutLowest(p, pixels)))
        .toList();
  }

  @Override
  public Measurement measure(MetricInput input) {
    int pixels = input.saliency().pixels();
    double[] most = curve(input, p -> withoutHighest(p, pixels));
    double[] least = curve(input, p -> withoutLowest(p, pixels));
    double morf = mean(most);
    double lerf = mean(least);
    return new Measurement(
        new double[] {(lerf - morf) / 2, morf, lerf},
        Map.of(MOST_FIRST, most, LEAST_FIRST, least),
        Map.of());
  }

  private static double[] curve(MetricInput input, IntFunction<Copy> copy) {
    return PER_CENT.stream().mapToDouble(p -> input.probability(copy.apply(p))).toArray();
  }

  private static double mean(double[] curve) {
    return Arrays.stream(curve).sum() / curve.length;
  }

  private static Copy withoutHighest(int percent, int pixels) {
    Highest removed = new Highest(share(percent, pixels));
    return Copy.underMap(new Alteration(removed, IMPUTED, Plain.IMAGE));
  }

  private static Copy withoutLowest(int percent, int pixels) {
    Highest kept = new Highest(pixels - share(percent, pixels));
    return Copy.underMap(new Alteration(kept, Plain.IMAGE, IMPUTED));
  }

  private static int share(int percent, int pixels) {
    return (int) Math.round(percent * (double) pixels / 100);
  }
}
