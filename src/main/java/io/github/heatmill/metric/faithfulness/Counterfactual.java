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
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tests whether the prediction depends on the highlighted pixels, with altered images: a
 * reconstruction of MI CAM's counterfactual analysis.
 *
 * <p>The columns are the probabilities of the explained class on (a) the image, {@code
 * counterfactual_original}; (b) the highlighted pixels alone, {@code counterfactual_kept}; (c) all
 * but the highlighted pixels, {@code counterfactual_removed}; (d) all but as many pixels elsewhere,
 * {@code counterfactual_random}, the mean over several draws (5), whose standard deviation is
 * {@code counterfactual_spread}. One draw alone can be 0.8 from another. The verdict is {@code
 * counterfactual}: 1 if removing the highlighted pixels costs clearly more than removing as many at
 * random, c &lt; d - margin a, and the highlighted pixels suffice, b &gt;= survive a; else 0. It is
 * undefined where a is 0.
 *
 * <p>Highlighted are the n pixels with the highest values of the enlarged map, n being the number
 * of those that are at least threshold (0.5) once the map is scaled to 0..1; equal ones in
 * row-major order. The random pixels are the n highest ones of uniform noise of the map's own
 * resolution, enlarged in the same way, so that they form patches as a map's do; the noise is that
 * of {@link Copy.Guide#NOISE}. All other pixels are 0 of the normalised input. The margin is 0.1,
 * survive 0.5.
 *
 * <p>MI CAM: <a href="https://arxiv.org/abs/2507.09092">paper</a>, 2025. Its text about the
 * procedure could not be reached. Its code keeps pixels as in (b), though on black, and takes all
 * above 0 away where (c) takes those that (b) keeps. (c), (d), the fill and the rule of the verdict
 * are Heatmill's.
 */
public final class Counterfactual implements Metric {
  private static final long serialVersionUID = 1L;
  private static final String THRESHOLD = "threshold";
  private static final String MARGIN = "margin";
  private static final String SURVIVE = "survive";
  private static final String DRAWS = "draws";

  private final Options options;

  /** Creates the metric with threshold 0.5, margin 0.1, survive 0.5 and 5 draws. */
  public Counterfactual() {
    this(
        Options.of(
            List.of(),
            Setting.number(THRESHOLD, 0.5, 0, 1, "least scaled value that is highlighted"),
            Setting.number(MARGIN, 0.1, 0, 1, "share of the probability that is clearly more"),
            Setting.number(SURVIVE, 0.5, 0, 1, "share of the probability that must be kept"),
            Setting.count(DRAWS, 5, 1, 100, "random choices of pixels, over which d is a mean")));
  }

  private Counterfactual(Options options) {
    this.options = options;
  }

  @Override
  public MetricCard card() {
    return new MetricCard(
        "counterfactual",
        "Counterfactual",
        Family.FAITHFULNESS,
        Need.NETWORK,
        "2, and 1 for each of 5 draws",
        "Whether the class depends on the highlighted pixels: keep, remove, random (after MI CAM)");
  }

  @Override
  public List<Column> columns() {
    return List.of(
        Column.higher(name(), 0, 1),
        Column.neither("counterfactual_original", 0, 1),
        Column.higher("counterfactual_kept", 0, 1),
        Column.lower("counterfactual_removed", 0, 1),
        Column.neither("counterfactual_random", 0, 1),
        Column.neither("counterfactual_spread", 0, 1));
  }

  @Override
  public String definition() {
    return String.format(
        "1 if c < d - %s a and b >= %s a, else 0; a, b, c, d: %s on the image, on the highlighted"
            + " pixels alone, without them, without as many that are highest in uniform noise of"
            + " the map's resolution, enlarged likewise and seeded by the image, on average over %s"
            + " draws, whose standard deviation is the spread; highlighted: >= %s"
            + " in the %s; elsewhere 0 of the normalised input",
        options.number(MARGIN),
        options.number(SURVIVE),
        MetricInput.PROBABILITY,
        options.count(DRAWS),
        options.number(THRESHOLD),
        Saliency.SCALED);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Metric with(Options chosen) {
    return new Counterfactual(chosen);
  }

  @Override
  public List<Copy> copies(Saliency saliency) {
    Highest highlighted = highlighted(saliency);
    List<Copy> copies = new ArrayList<>(List.of(kept(highlighted), removed(highlighted)));
    random(highlighted).forEach(copies::add);
    return copies;
  }

  @Override
  public Measurement measure(MetricInput input) {
    Highest highlighted = highlighted(input.saliency());
    double original = input.probability();
    double kept = input.probability(kept(highlighted));
    double removed = input.probability(removed(highlighted));
    double[] draws = random(highlighted).mapToDouble(input::probability).toArray();
    double random = mean(draws);
    boolean hangs = removed < random - options.number(MARGIN) * original;
    boolean suffices = kept >= options.number(SURVIVE) * original;
    boolean known = original > 0 && !Double.isNaN(kept + removed + random);
    double verdict = known ? (hangs && suffices ? 1 : 0) : Double.NaN;
    return Measurement.of(verdict, original, kept, removed, random, spread(draws, random));
  }

  /** The mean, which is exact where all draws are equal. */
  private static double mean(double[] draws) {
    return draws[0] + DoubleStream.of(draws).map(each -> each - draws[0]).average().orElseThrow();
  }

  /** The standard deviation, with n - 1 in its denominator; NaN for a single draw. */
  private static double spread(double[] draws, double mean) {
    double squares = DoubleStream.of(draws).map(each -> (each - mean) * (each - mean)).sum();
    return draws.length == 1 ? Double.NaN : Math.sqrt(squares / (draws.length - 1));
  }

  private Highest highlighted(Saliency saliency) {
    double threshold = options.number(THRESHOLD);
    int count = 0;
    for (float value : saliency.scaled().values()) {
      count += value >= threshold ? 1 : 0;
    }
    return new Highest(count);
  }

  private static Copy kept(Highest highlighted) {
    return Copy.underMap(new Alteration(highlighted, Plain.IMAGE, Plain.MEAN));
  }

  private static Copy removed(Highest highlighted) {
    return Copy.underMap(without(highlighted));
  }

  private Stream<Copy> random(Highest highlighted) {
    return IntStream.range(0, options.count(DRAWS))
        .mapToObj(draw -> Copy.underNoise(draw, without(highlighted)));
  }

  private static Alteration without(Highest highlighted) {
    return new Alteration(highlighted, Plain.MEAN, Plain.IMAGE);
  }
}
