package io.github.heatmill.method.head;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Weighs each channel by the share of the logit that is lost without it.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = (Y - Y_k) / Y, where A_k is channel k of the layer's
 * output, Y the logit of the explained class, and Y_k the same logit when A_k is set to 0. A
 * channel that is 0 everywhere has the weight 0.
 *
 * <p>Where Y is negative the division inverts the weights, as in the paper: channels that hold the
 * logit up then count against the class. Where Y is 0, w_k = Y - Y_k. Where the sign of Y says
 * nothing, the division is by |Y|: the logarithm of a probability, a value, a similarity, or the
 * difference of two classes.
 *
 * <p>Desai and Ramaswamy, <a href="https://doi.org/10.1109/WACV45572.2020.9093360">Ablation-CAM:
 * Visual Explanations for Deep Convolutional Network via Gradient-free Localization</a>, 2020.
 *
 * <p>pytorch-grad-cam sets a channel to a large negative value where the layer's smallest output is
 * not 0; here it is 0 for every layer, as in the paper.
 */
public final class AblationCam extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;

  @Override
  public MethodCard card() {
    return new MethodCard(
        "ablation-cam",
        "Ablation-CAM",
        2020,
        Need.FORWARD,
        Standing.CERTAIN,
        "1 of the head per channel",
        "Channels weighted by the drop of the logit without them (Desai & Ramaswamy)");
  }

  @Override
  public Set<Access> access() {
    return Set.of(Access.HEAD);
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    int images = evidence.size();
    int channels = layer.activations().length(1);
    int[] targets = evidence.targets();
    double[][] without = new double[images][channels];
    GateRuns.run(
        probe.head(evidence, layer.layer()),
        channels,
        (from, to) -> allBut(from, to, channels),
        (gate, image, logits) -> without[image][gate] = logits[targets[image]]);
    return Tensor.stacked(
        IntStream.range(0, images)
            .mapToObj(
                i -> {
                  Tensor activations = layer.activations().slice(i);
                  double logit = evidence.scores(i)[targets[i]];
                  double scale = evidence.output().hasArbitrarySign() ? Math.abs(logit) : logit;
                  double[] weights = weights(logit, scale, without[i], activations);
                  return Rectified.weightedSum(weights, activations);
                })
            .toList());
  }

  private static Gates allBut(int from, int to, int channels) {
    Tensor keep = Tensor.zeros(to - from, 1, channels, 1, 1);
    Arrays.fill(keep.values(), 1);
    for (int k = from; k < to; k++) {
      keep.values()[(k - from) * channels + k] = 0;
    }
    return Gates.toZero(keep);
  }

  private static double[] weights(
      double logit, double scale, double[] without, Tensor activations) {
    double[] weights = new double[without.length];
    int positions = activations.size() / weights.length;
    for (int k = 0; k < weights.length; k++) {
      // Removing a dead channel changes only the last bits of the logit, which are rounding.
      if (!dead(activations.values(), k * positions, positions)) {
        weights[k] = (logit - without[k]) / (scale == 0 ? 1 : scale);
      }
    }
    return weights;
  }

  private static boolean dead(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
