package io.github.heatmill.method.masking;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.registry.Options;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * Weighs each channel by the mean absolute value of its gradients and by the probability of the
 * image masked by the channel. Reconstruction.
 *
 * <p>S = ReLU(sum over k of s_k a_k A_k), a_k = mean over (i, j) of |dY/dA_k(i, j)|, s_k = max(0,
 * p(X mm(up(A_k))) - p(0)), where A_k is channel k of the layer's output, Y the logit and p the
 * probability of the explained class, up enlarges to the size of the image with aligned corners, as
 * {@link ScoreCam} does, mm scales to 0..1 by the channel's own range, and X is the preprocessed
 * image, whose mean colour is 0.
 *
 * <p>Zeng et al., <a href="https://arxiv.org/abs/2207.03648">Abs-CAM: a gradient optimization
 * interpretable approach for explanation of convolutional neural networks</a>, 2022. Certain, from
 * its abstract: gradients are made positive for a first map, and a second phase combines that map
 * with the image. How it does so could not be read; the formula above is ours, and the variants are
 * these:
 *
 * <ul>
 *   <li>{@code initial}: the first phase alone, S = ReLU(sum over k of a_k A_k); the network does
 *       not run again.
 *   <li>{@code single}: S = p(X mm(up(I))) I with that first map I, as in the first public version
 *       by others. It is I times one positive number an image, so no measure that scales or ranks
 *       places can tell the two apart.
 *   <li>{@code channel}: S = ReLU(sum over k of |y(X mm(up(a_k A_k)))| mm(a_k A_k)), y the logit,
 *       as in their second version, but scaled at the layer's resolution. The a_k cancel in mm:
 *       unless one is 0, the gradients have no influence at all.
 * </ul>
 */
public final class AbsCam extends MaskingMethod {
  private static final long serialVersionUID = 1L;
  private static final String INITIAL = "initial";
  private static final String SINGLE = "single";
  private static final String CHANNEL = "channel";

  private final Options options;

  /** Creates the method with both phases, combined in our way. */
  public AbsCam() {
    this(Options.of(List.of(INITIAL, SINGLE, CHANNEL)));
  }

  private AbsCam(Options options) {
    this.options = options;
  }

  @Override
  public boolean seesProbabilities() {
    return !List.of(INITIAL, CHANNEL).contains(options.variant());
  }

  @Override
  public MethodCard card() {
    String cost =
        switch (options.variant()) {
          case INITIAL -> "0";
          case SINGLE -> "1";
          case CHANNEL -> "1 per live channel";
          default -> "1 per live channel + 1";
        };
    return new MethodCard(
        "abs-cam",
        "Abs-CAM",
        2022,
        Need.GRADIENT,
        Standing.RECONSTRUCTED,
        cost,
        "Channels weighted by absolute gradients and masked scores (Zeng et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new AbsCam(chosen);
  }

  @Override
  Tensor map(LayerImage image) {
    return switch (options.variant()) {
      case INITIAL -> initial(image);
      case SINGLE -> single(image);
      case CHANNEL -> channel(image);
      default -> combined(image);
    };
  }

  private static Tensor initial(LayerImage image) {
    return Rectified.weightedSum(absoluteMeans(image.gradients()), image.activations());
  }

  private static Tensor single(LayerImage image) {
    Tensor initial = initial(image);
    Tensor one = initial.reshape(1, initial.length(0), initial.length(1));
    int target = image.evidence().targets()[image.index()];
    MaskScores scores =
        image.onBlank().scores(one, MaskedImage.MaskSettings.FULL, image::blankOfAll).of(target);
    return Rectified.weightedSum(scores.probabilities(), one);
  }

  private static Tensor channel(LayerImage image) {
    Tensor activations = image.activations();
    double[] weights = absoluteMeans(image.gradients());
    float[] logits = image.channelScores(MaskedImage.MaskSettings.FULL).logits();
    for (int k = 0; k < weights.length; k++) {
      // A channel times 0 is constant and hides everything; one times NaN or infinity is broken.
      double unbroken = Double.isFinite(weights[k]) ? Math.abs(logits[k]) : Double.NaN;
      weights[k] = weights[k] == 0 ? 0 : unbroken;
    }
    return Rectified.weightedSum(weights, Ranges.minMaxScaled(activations));
  }

  private static Tensor combined(LayerImage image) {
    double[] weights = absoluteMeans(image.gradients());
    double[] shown = image.channelScores(MaskedImage.MaskSettings.FULL).probabilities();
    double blank = image.blank().probabilities()[0];
    for (int k = 0; k < weights.length; k++) {
      weights[k] *= Math.max(shown[k] - blank, 0);
    }
    return Rectified.weightedSum(weights, image.activations());
  }

  /** a_k: the absolute value comes first, so that gradients of both signs do not cancel. */
  private static double[] absoluteMeans(Tensor gradients) {
    int positions = gradients.length(1) * gradients.length(2);
    double[] means = new double[gradients.length(0)];
    for (int i = 0; i < gradients.size(); i++) {
      means[i / positions] += Math.abs(gradients.values()[i]);
    }
    for (int k = 0; k < means.length; k++) {
      means[k] /= positions;
    }
    return means;
  }
}
