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
import java.util.Random;

/**
 * Score-CAM with each channel's logit averaged over noisy copies of its mask.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w = softmax over k of (1 / N) sum over n of y(X mm(up(A_k +
 * e_kn))), where A_k is channel k of the layer's output, e_kn noise drawn from N(0, sigma^2) for
 * each of its values, up enlarges to the size of the image with aligned corners, as {@link
 * ScoreCam} does, mm scales to 0..1 by the mask's own range, X is the preprocessed image, whose
 * mean colour is 0, y the logit of the explained class, and N the number of samples. Sigma is in
 * the units of the activations.
 *
 * <p>Wang et al., <a href="https://arxiv.org/abs/2006.14255">SS-CAM: Smoothed Score-CAM for Sharper
 * Visual Feature Localization</a>, 2020. Of its two variants this is SS-CAM(1), which disturbs the
 * feature maps; SS-CAM(2) disturbs the input.
 *
 * <p>The paper's text could not be checked for whether its noise comes before or after the
 * enlarging. Here it comes before, so that it is as coarse as the layer and masks stay small; it is
 * seeded by the image. torch-cam adds noise of the same sigma to masks already scaled to 0..1, and
 * does not scale again; here masks stay within 0..1. The standard options are torch-cam's.
 */
public final class SsCam extends MaskingMethod {
  private static final long serialVersionUID = 1L;
  private static final String SAMPLES = "samples";
  private static final String SIGMA = "sigma";

  private final Options options;

  /** Creates the method with 35 samples and sigma 2. */
  public SsCam() {
    this(
        Options.of(
            List.of(),
            Setting.count(SAMPLES, 35, 1, 10_000, "noisy copies of each mask"),
            Setting.number(SIGMA, 2, 0, 1e6, "the noise's standard deviation")));
  }

  private SsCam(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "ss-cam",
        "SS-CAM",
        2020,
        Need.FORWARD,
        Standing.CERTAIN,
        "samples per channel",
        "Score-CAM averaged over noisy masks (Wang et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new SsCam(chosen);
  }

  @Override
  Tensor map(LayerImage image) {
    Tensor activations = image.activations();
    Random random = new Random(image.evidence().batch().seed(image.index()));
    MaskScores.MeanLogits mean = new MaskScores.MeanLogits(activations.length(0));
    for (int n = 0; n < options.count(SAMPLES); n++) {
      Tensor noisy = noisy(activations, random);
      mean.add(image.scores(List.of(id(), n), () -> noisy));
    }
    return Rectified.weightedSum(mean.softmax(), activations);
  }

  private Tensor noisy(Tensor activations, Random random) {
    double sigma = options.number(SIGMA);
    Tensor noisy = Tensor.zeros(activations.shape());
    for (int i = 0; i < noisy.size(); i++) {
      noisy.values()[i] = (float) (activations.values()[i] + sigma * random.nextGaussian());
    }
    return noisy;
  }
}
