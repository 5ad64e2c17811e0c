package io.github.heatmill.method.masking;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Objective;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.SearchingMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.Probe.MaskGradients;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Searches for the channel weights whose map, used as a mask, gives the class the highest logit.
 *
 * <p>S = sum over k of softmax(u)_k A_k for the u that maximises y(X n(up(S))), where A_k is
 * channel k of the layer's output, up enlarges to the size of the image, n scales to 0..1 by the
 * map's own range, X is the preprocessed image, whose mean colour is 0, and y the logit of the
 * explained class. Adam climbs from u = 0.5 everywhere, that is from equal weights, and the best u
 * on the way counts, so that the result is never worse than the start: the objective that is
 * reported, y, can only rise.
 *
 * <p>Zhang et al., <a href="https://arxiv.org/abs/2301.07002">Opti-CAM: Optimizing saliency maps
 * for interpretability</a>, 2024.
 *
 * <p>Each step runs the network from its input: the mask acts on pixels, so that both the logit and
 * its gradient depend on the part before the layer, too, and the rest of the network alone cannot
 * give them. A constant map hides the whole image and has no gradient: the search ends there, where
 * the authors' code divides by 0. That code also cuts A_k at 0, the same at layers that end in
 * ReLU, takes the last u, and stops early when the logit falls.
 */
public final class OptiCam extends SearchingMethod {
  private static final long serialVersionUID = 1L;
  private static final String STEPS = "steps";
  private static final String RATE = "rate";

  private final Options options;

  private record FitsKey(String layer, int steps, double rate) {}

  private record Fits(List<OptiSearch.Fit> images) {}

  /** Creates the method with 50 steps of rate 0.1. */
  public OptiCam() {
    this(
        Options.of(
            List.of(),
            Setting.count(STEPS, 50, 1, 10_000, "steps of the search"),
            Setting.number(RATE, 0.1, 1e-6, 100, "how far a step may go")));
  }

  private OptiCam(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "opti-cam",
        "Opti-CAM",
        2024,
        Need.OPTIMISATION,
        Standing.CERTAIN,
        "about 3 per step",
        "Channels weighted so that the image masked by the map scores highest (Zhang et al.)");
  }

  @Override
  public boolean differentiatesInput() {
    return true;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new OptiCam(chosen);
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    return Tensor.stacked(fits(probe, evidence, layer).stream().map(OptiSearch.Fit::map).toList());
  }

  @Override
  protected List<Objective> objectives(Probe probe, Evidence evidence, LayerEvidence layer) {
    return fits(probe, evidence, layer).stream().map(OptiSearch.Fit::objective).toList();
  }

  private List<OptiSearch.Fit> fits(Probe probe, Evidence evidence, LayerEvidence layer) {
    FitsKey key = new FitsKey(layer.layer(), options.count(STEPS), options.number(RATE));
    return evidence
        .cache()
        .once(key, Fits.class, () -> new Fits(search(probe, evidence, layer)))
        .images();
  }

  private List<OptiSearch.Fit> search(Probe probe, Evidence evidence, LayerEvidence layer) {
    List<OptiSearch> searches =
        IntStream.range(0, evidence.size())
            .mapToObj(i -> new OptiSearch(layer.activations().slice(i), options.number(RATE)))
            .toList();
    // One more than there are steps: the last u is tried too.
    for (int step = 0; step <= options.count(STEPS); step++) {
      if (!searches.stream().allMatch(OptiSearch::settled)) {
        Tensor next = Tensor.stacked(searches.stream().map(OptiSearch::next).toList());
        learn(searches, evidence, probe.maskGradients(evidence, next));
      }
    }
    return searches.stream().map(OptiSearch::fit).toList();
  }

  private static void learn(List<OptiSearch> searches, Evidence evidence, MaskGradients tried) {
    int classes = tried.logits().length(1);
    int[] targets = evidence.targets();
    for (int i = 0; i < targets.length; i++) {
      double logit = tried.logits().values()[i * classes + targets[i]];
      searches.get(i).learn(logit, tried.gradients().slice(i));
    }
  }
}
