package io.github.heatmill.method.masking;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.alteration.GaussianKernel;
import io.github.heatmill.model.alteration.Masks.Enlarging;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.ChannelMeans;
import io.github.heatmill.tensor.Tensor;
import java.util.List;

/**
 * Weighs the Grad-CAM maps of groups of channels by the probability when each reveals a part of a
 * blurred image.
 *
 * <p>S = sum over g of s_g M_g, M_g = ReLU(sum over k in group g of w_k A_k), w_k = mean over (i,
 * j) of dY/dA_k(i, j), s_g = ReLU(p(X m_g + B (1 - m_g)) - p(B)), m_g = mm(up(M_g)), where A_k is
 * channel k of the layer's output, Y the logit and p the probability of the explained class, X the
 * preprocessed image, B the same blurred (51 x 51 pixels, sigma 50), up enlarges to the size of the
 * image, and mm scales to 0..1 by the map's own range. The G groups are consecutive channels, as
 * even as can be; fewer channels than groups are a group each.
 *
 * <p>Zhang et al., <a href="https://arxiv.org/abs/2103.13859">Group-CAM: Group Score-Weighted
 * Visual Explanations for Deep Convolutional Networks</a>, 2021.
 *
 * <p>Differs from the paper: maps of groups are not de-noised, that is cut at their 70th
 * percentile; the authors' code does it in early versions, and in later ones no longer. A constant
 * group, which is 0/0 there, shows nothing but the blur, so that its score is 0.
 */
public final class GroupCam extends MaskingMethod {
  private static final long serialVersionUID = 1L;
  private static final String GROUPS = "groups";
  private static final GaussianBlur BLUR = new GaussianBlur(51, 50);
  private static final MaskedImage.MaskSettings HALF_PIXEL =
      new MaskedImage.MaskSettings(1, Enlarging.HALF_PIXEL_CENTRES);

  private final Options options;

  /** Creates the method with 32 groups. */
  public GroupCam() {
    this(Options.of(List.of(), Setting.count(GROUPS, 32, 1, 65_536, "groups of channels")));
  }

  private GroupCam(Options options) {
    this.options = options;
  }

  @Override
  public boolean seesProbabilities() {
    return true;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "group-cam",
        "Group-CAM",
        2021,
        Need.GRADIENT,
        Standing.CERTAIN,
        "1 per live group + 1",
        "Groups of channels weighted by the score gained by unblurring their places (Zhang et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new GroupCam(chosen);
  }

  @Override
  Tensor map(LayerImage image) {
    Tensor groups = groups(image.activations(), image.gradients());
    Tensor sharp = image.evidence().batch().image(image.index());
    int target = image.evidence().targets()[image.index()];
    MaskedImage masked =
        new MaskedImage(
            image.probe(), sharp, BLUR.apply(sharp), image.evidence().output(), new int[] {target});
    TargetScores blurred = masked.closed();
    double[] scores = masked.scores(groups, HALF_PIXEL, () -> blurred).of(target).probabilities();
    double hidden = blurred.of(target).probabilities()[0];
    for (int g = 0; g < scores.length; g++) {
      scores[g] = Math.max(scores[g] - hidden, 0);
    }
    return Rectified.weightedSum(scores, groups);
  }

  /** M, shape (G, h, w). */
  private Tensor groups(Tensor activations, Tensor gradients) {
    int channels = activations.length(0);
    int positions = activations.length(1) * activations.length(2);
    int groups = Math.min(options.count(GROUPS), channels);
    double[] weights = ChannelMeans.of(gradients);
    double[] sums = new double[groups * positions];
    for (int k = 0; k < channels; k++) {
      int group = (int) ((long) k * groups / channels);
      for (int p = 0; p < positions; p++) {
        sums[group * positions + p] += weights[k] * activations.values()[k * positions + p];
      }
    }
    float[] rectified = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      rectified[i] = (float) Math.max(sums[i], 0);
    }
    return Tensor.of(rectified, groups, activations.length(1), activations.length(2));
  }

  /**
   * Blurs an image: the mean around each pixel, weighted by exp(-d^2 / (2 sigma^2)) for a distance
   * d along each axis. The image is continued by its mirror image at the edges, without repeating
   * the edge.
   *
   * @param kernel the number of pixels along each axis, odd
   * @param sigma in pixels
   */
  record GaussianBlur(int kernel, double sigma) {

    /** A blurred copy of an image of shape (C, H, W). */
    Tensor apply(Tensor image) {
      int height = image.length(1);
      int width = image.length(2);
      double[] weights = weights();
      float[] along = blurred(image.values(), weights, width, 1);
      return Tensor.of(blurred(along, weights, height, width), image.shape());
    }

    private double[] weights() {
      return GaussianKernel.normalised(kernel, sigma).weights().stream()
          .mapToDouble(Double::doubleValue)
          .toArray();
    }

    /** Blurs along one axis of the given length, whose neighbours are a stride apart. */
    private float[] blurred(float[] values, double[] weights, int length, int stride) {
      float[] blurred = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        int at = i / stride % length;
        double sum = 0;
        for (int j = 0; j < kernel; j++) {
          int neighbour = mirrored(at + j - kernel / 2, length);
          sum += weights[j] * values[i + (neighbour - at) * stride];
        }
        blurred[i] = (float) sum;
      }
      return blurred;
    }

    /** The mirrored position of a place beyond the edges; a small image is mirrored repeatedly. */
    private static int mirrored(int place, int length) {
      if (length == 1) {
        return 0;
      }
      int period = 2 * (length - 1);
      int within = Math.floorMod(place, period);
      return Math.min(within, period - within);
    }
  }
}
