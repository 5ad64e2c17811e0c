package io.github.heatmill.method.masking;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * Score-CAM with each channel's logit averaged over masks of growing strength.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w = softmax over k of (1 / N) sum over i = 1..N of y(X (i /
 * N) mm(up(A_k))), where A_k is channel k of the layer's output, up enlarges it to the size of the
 * image with aligned corners, as {@link ScoreCam} does, mm scales it to 0..1 by its own range, X is
 * the preprocessed image, whose mean colour is 0, y the logit of the explained class, and N the
 * number of steps.
 *
 * <p>Naidu et al., <a href="https://arxiv.org/abs/2010.03023">IS-CAM: Integrated Score-CAM for
 * axiomatic-based explanations</a>, 2020.
 *
 * <p>torch-cam adds up the factors i / N as it goes, so that they reach (N + 1) / 2 and the pixels
 * leave their range; here no factor exceeds 1. The last step is Score-CAM's own run of the network,
 * and shared with it.
 */
public final class IsCam extends MaskingMethod {
  private static final long serialVersionUID = 1L;
  private static final String STEPS = "steps";

  private final Options options;

  /** Creates the method with 10 steps. */
  public IsCam() {
    this(Options.of(List.of(), Setting.count(STEPS, 10, 1, 1000, "strengths of each mask")));
  }

  private IsCam(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "is-cam",
        "IS-CAM",
        2020,
        Need.FORWARD,
        Standing.CERTAIN,
        "steps per live channel",
        "Score-CAM averaged over masks of growing strength (Naidu et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new IsCam(chosen);
  }

  @Override
  Tensor map(LayerImage image) {
    int steps = options.count(STEPS);
    MaskScores.MeanLogits mean = new MaskScores.MeanLogits(image.activations().length(0));
    for (int i = 1; i <= steps; i++) {
      mean.add(image.channelScores(MaskedImage.MaskSettings.FULL.times((float) i / steps)));
    }
    return Rectified.weightedSum(mean.softmax(), image.activations());
  }
}
