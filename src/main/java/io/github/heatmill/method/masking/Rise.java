package io.github.heatmill.method.masking;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.alteration.Masks.Window;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.saliency.similarity.RankCorrelation;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Averages random masks, each weighted by the probability of the masked image.
 *
 * <p>S = 1 / (N p) sum over i of p_c(X M_i) M_i, where X is the preprocessed image, whose mean
 * colour is 0, p_c the probability of the explained class, N the number of masks, and each mask
 * M_i, of values 0..1, a grid of g x g cells that are 1 with probability p and else 0, enlarged
 * bilinearly to (g + 1) ceil(H / g) by (g + 1) ceil(W / g) pixels and cut to the image's H x W at a
 * random place of the first ceil(H / g) x ceil(W / g).
 *
 * <p>Petsiuk et al., <a href="https://arxiv.org/abs/1806.07421">RISE: Randomized Input Sampling for
 * Explanation of Black-box Models</a>, 2018.
 *
 * <p>It needs no layer: several layers, or none, give the same map. The map has a quarter of the
 * image's height and width; each value is the mean of S over 4 x 4 pixels, fewer at the lower and
 * right edge. The masks are seeded by the image.
 *
 * <p>Differs from the paper's code: outermost half cells are enlarged by repeating the edge, and
 * not by mirroring.
 */
public final class Rise implements SaliencyMethod {
  private static final long serialVersionUID = 1L;
  private static final String MASKS = "masks";
  private static final String HALF_CORRELATION = "half_correlation";
  private static final String GRID = "grid";
  private static final String PROBABILITY = "probability";

  private final Options options;

  private record MasksKey(int image, String id) {}

  /** Creates the method with 4000 masks of 7 x 7 cells, half of them open. */
  public Rise() {
    this(
        Options.of(
            List.of(),
            Setting.count(MASKS, 4000, 1, 100_000, "random masks"),
            Setting.count(GRID, 7, 1, 64, "cells of a mask along each axis"),
            Setting.number(PROBABILITY, 0.5, 0.01, 1, "the share of open cells")));
  }

  private Rise(Options options) {
    this.options = options;
  }

  @Override
  public boolean seesProbabilities() {
    return true;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "rise",
        "RISE",
        2018,
        Need.FORWARD,
        Standing.CERTAIN,
        "1 per mask",
        "Random masks weighted by the network's score of the masked image (Petsiuk et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new Rise(chosen);
  }

  @Override
  public boolean needsLayer() {
    return false;
  }

  @Override
  public Tensor explain(Probe probe, Evidence evidence) {
    Tensor images = evidence.batch().images();
    RiseSum.Axis rows = RiseSum.Axis.of(options.count(GRID), images.length(2));
    RiseSum.Axis columns = RiseSum.Axis.of(options.count(GRID), images.length(3));
    int stride = rows.blocks() * columns.blocks();
    Tensor maps = Tensor.zeros(evidence.size(), rows.blocks(), columns.blocks());
    for (int i = 0; i < evidence.size(); i++) {
      Masks masks = masks(new Random(evidence.batch().seed(i)), rows, columns);
      double[] sum = new RiseSum(rows, columns).of(masks, scores(probe, evidence, i, masks));
      double scale = masks.size() * options.number(PROBABILITY);
      for (int j = 0; j < stride; j++) {
        maps.values()[i * stride + j] = (float) (sum[j] / scale);
      }
    }
    return maps;
  }

  /**
   * How far each map is from what more masks would give: {@code half_correlation} is the rank
   * correlation of the map of every second mask with that of the others. It tends to 1 as masks are
   * added.
   */
  @Override
  public List<Map<String, Double>> details(Probe probe, Evidence evidence) {
    Tensor images = evidence.batch().images();
    RiseSum.Axis rows = RiseSum.Axis.of(options.count(GRID), images.length(2));
    RiseSum.Axis columns = RiseSum.Axis.of(options.count(GRID), images.length(3));
    List<Map<String, Double>> details = new ArrayList<>();
    for (int i = 0; i < evidence.size(); i++) {
      Masks masks = masks(new Random(evidence.batch().seed(i)), rows, columns);
      double[] scores = scores(probe, evidence, i, masks);
      RiseSum sum = new RiseSum(rows, columns);
      double correlation =
          RankCorrelation.of(
              map(sum.of(masks, everySecond(scores, 0))),
              map(sum.of(masks, everySecond(scores, 1))));
      details.add(Double.isFinite(correlation) ? Map.of(HALF_CORRELATION, correlation) : Map.of());
    }
    return details;
  }

  private static double[] everySecond(double[] scores, int first) {
    double[] some = new double[scores.length];
    for (int i = first; i < scores.length; i += 2) {
      some[i] = scores[i];
    }
    return some;
  }

  private static Tensor map(double[] sum) {
    Tensor map = Tensor.zeros(sum.length);
    for (int i = 0; i < sum.length; i++) {
      map.values()[i] = (float) sum[i];
    }
    return map;
  }

  /** The probabilities of the explained class under the masks, which are asked for once. */
  private double[] scores(Probe probe, Evidence evidence, int image, Masks masks) {
    MaskedImage masked = MaskedImage.onBlank(probe, evidence, image);
    return evidence
        .all()
        .results()
        .once(new MasksKey(image, id()), TargetScores.class, () -> masked.scores(masks))
        .of(evidence.targets()[image])
        .probabilities();
  }

  private Masks masks(Random random, RiseSum.Axis rows, RiseSum.Axis columns) {
    int count = options.count(MASKS);
    int grid = options.count(GRID);
    Tensor patterns = Tensor.zeros(count, grid, grid);
    int[] tops = new int[count];
    int[] lefts = new int[count];
    for (int i = 0; i < count; i++) {
      for (int cell = i * grid * grid; cell < (i + 1) * grid * grid; cell++) {
        boolean open = random.nextDouble() < options.number(PROBABILITY);
        patterns.values()[cell] = open ? 1 : 0;
      }
      tops[i] = random.nextInt(rows.shifts());
      lefts[i] = random.nextInt(columns.shifts());
    }
    Window window = new Window(rows.enlarged(), columns.enlarged(), tops, lefts);
    return Masks.unscaled(patterns).through(window);
  }
}
