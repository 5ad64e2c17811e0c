package io.github.heatmill.method.head;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Scores each place by the probability when the network sees only this place.
 *
 * <p>S(i, j) = p_c(A M_ij), where A is the layer's output, M_ij the mask that is 1 at place (i, j)
 * and 0 elsewhere, the same for all channels, and p_c the probability of the explained class, 0..1.
 *
 * <p>Variant {@code gaussian}: M_ij lets the neighbours through too, with the weights [1 2 1] x [1
 * 2 1] / 16 around the place; weights outside the map are lost.
 *
 * <p>Byun and Lee, <a href="https://arxiv.org/abs/2209.14074">Recipro-CAM: Fast gradient-free
 * visual explanations for convolutional neural networks</a>, 2022.
 *
 * <p>The authors' public code never uses its Gaussian; where it would, it spreads the place's own
 * features over the neighbours with these weights, while here the neighbours' features are masked.
 */
public final class ReciproCam extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;
  private static final String GAUSSIAN = "gaussian";

  private final Options options;

  /** Creates the method with masks of one place. */
  public ReciproCam() {
    this(Options.of(List.of(GAUSSIAN)));
  }

  private ReciproCam(Options options) {
    this.options = options;
  }

  @Override
  public boolean seesProbabilities() {
    return true;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "recipro-cam",
        "Recipro-CAM",
        2022,
        Need.FORWARD,
        Standing.CERTAIN,
        "1 of the head per place",
        "Places weighted by the head's score of each place alone (Byun & Lee)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new ReciproCam(chosen);
  }

  @Override
  public Set<Access> access() {
    return Set.of(Access.HEAD);
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    int height = layer.activations().length(2);
    int width = layer.activations().length(3);
    int places = height * width;
    int[] targets = evidence.targets();
    Tensor maps = Tensor.zeros(evidence.size(), height, width);
    GateRuns.run(
        probe.head(evidence, layer.layer()),
        places,
        (from, to) -> only(from, to, height, width),
        (place, image, logits) ->
            maps.values()[image * places + place] =
                (float) evidence.output().probability(logits, targets[image]));
    return maps;
  }

  private Gates only(int from, int to, int height, int width) {
    Tensor keep = Tensor.zeros(to - from, 1, 1, height, width);
    int reach = options.variant().equals(GAUSSIAN) ? 1 : 0;
    for (int place = from; place < to; place++) {
      for (int i = -reach; i <= reach; i++) {
        for (int j = -reach; j <= reach; j++) {
          int row = place / width + i;
          int column = place % width + j;
          if (row >= 0 && row < height && column >= 0 && column < width) {
            int at = ((place - from) * height + row) * width + column;
            keep.values()[at] = reach == 0 ? 1 : (2 - Math.abs(i)) * (2 - Math.abs(j)) / 16f;
          }
        }
      }
    }
    return Gates.toZero(keep);
  }
}
