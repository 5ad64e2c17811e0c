package io.github.heatmill.method.masking;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.alteration.Masks.Enlarging;
import io.github.heatmill.registry.Options;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * Weighs each channel by the logit of the image masked by that channel.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w = softmax over k of y(X mm(up(A_k))), where A_k is channel
 * k of the layer's output, up enlarges it to the size of the image, mm scales it to 0..1 by its own
 * range, X is the preprocessed image, whose mean colour is 0, and y the logit of the explained
 * class. The paper subtracts the logit of a baseline image from each; that cancels in the softmax.
 *
 * <p>Wang et al., <a href="https://arxiv.org/abs/1910.01279">Score-CAM: Score-Weighted Visual
 * Explanations for Convolutional Neural Networks</a>, 2020.
 *
 * <p>A constant channel hides the whole image. It takes part in the softmax, but one run of the
 * network does for all of them. Not shared: pytorch-grad-cam enlarges so that the outermost values
 * lie on the outermost pixels, and not by half-pixel centres; torch-cam scales before it enlarges;
 * the authors' code weighs by the softmax over classes, has none over channels, and skips constant
 * channels.
 */
public final class ScoreCam extends MaskingMethod {
  private static final long serialVersionUID = 1L;
  private static final String HALF_PIXEL = "half-pixel";

  private final Options options;

  /** Creates the method with aligned corners. */
  public ScoreCam() {
    this(Options.of(List.of(HALF_PIXEL)));
  }

  private ScoreCam(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "score-cam",
        "Score-CAM",
        2020,
        Need.FORWARD,
        Standing.CERTAIN,
        "1 per live channel",
        "Channels weighted by the network's score of the image masked by each (Wang et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new ScoreCam(chosen);
  }

  @Override
  Tensor map(LayerImage image) {
    MaskedImage.MaskSettings settings =
        options.variant().equals(HALF_PIXEL)
            ? new MaskedImage.MaskSettings(1, Enlarging.HALF_PIXEL_CENTRES)
            : MaskedImage.MaskSettings.FULL;
    double[] weights = Softmax.of(image.channelScores(settings).logits());
    return Rectified.weightedSum(weights, image.activations());
  }
}
