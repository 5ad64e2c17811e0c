package io.github.heatmill.method.activation;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weighs each channel by its mutual information with the grey image, independent of the class.
 *
 * <p>S = ReLU(blur(sum over k of I_k up(A_k))), where A_k is channel k of the layer's output, of
 * shape (h, w), up repeats each value over its cell of the image, blur is a Gaussian of 11 x 11
 * pixels with a deviation of 7, and I_k, in nats and at least 0, is the mutual information between
 * the grey levels 0..255 of the image's pixels and up(A_k). Values are labels there: I_k depends
 * only on which cells of A_k are equal, in practice on which are 0. A constant channel has I_k = 0;
 * all channels of distinct values share the largest.
 *
 * <p>With {@code binned}, which is ours and in no paper, I_k is the mutual information of 64 bins
 * of grey with {@code bins} bins of A_k, enlarged bilinearly, between its lowest and highest value;
 * divided by sqrt(H(grey) H(A_k)), in 0..1, and 0 where an entropy is 0. That sees values, and not
 * only which are equal.
 *
 * <p>Reconstruction of Iyer et al., <a href="https://arxiv.org/abs/2507.09092">MI CAM: Mutual
 * Information Weighted Activation Mapping for Causal Visual Explanations of Convolutional Neural
 * Networks</a>, 2025, whose full text could not be reached. The weights, the grey image, the sum
 * and the blur are certain in so far as <a href="https://github.com/ramsiyer1/MI-CAM">the first
 * author's code</a> shows them. Ours is the reading of its last line, which takes the maximum of
 * each column, as the ReLU.
 *
 * <p>Differs from the paper: stored at the layer's resolution, as the mean of the blurred map over
 * each cell; and activations come from images that are normalised as the network needs them, which
 * that code leaves out.
 */
public final class MiCam extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;
  private static final String BINNED = "binned";
  private static final Setting BINS =
      Setting.count("bins", 32, 2, 256, "bins of the activations, for binned alone");

  private final Options options;

  /** Creates the method with activations as labels. */
  public MiCam() {
    this(Options.of(List.of(BINNED), BINS));
  }

  private MiCam(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "mi-cam",
        "MI CAM",
        2025,
        Need.FORWARD,
        Standing.RECONSTRUCTED,
        "0",
        "Channels weighted by their mutual information with the image (Iyer et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new MiCam(chosen);
  }

  @Override
  public boolean classAgnostic() {
    return true;
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    return Tensor.stacked(
        IntStream.range(0, evidence.size())
            .mapToObj(i -> map(GreyImage.of(evidence.batch(), i), layer.activations().slice(i)))
            .toList());
  }

  private Tensor map(GreyImage grey, Tensor activations) {
    int height = activations.length(1);
    int width = activations.length(2);
    double[] weights = weights(grey, activations);
    double[] sum = new double[height * width];
    for (int j = 0; j < activations.size(); j++) {
      sum[j % sum.length] += weights[j / sum.length] * activations.values()[j];
    }
    return Rectified.map(new CellBlur(grey, height, width).of(sum), activations);
  }

  /**
   * I, one for each channel.
   *
   * @param activations of the image, shape (K, h, w)
   */
  double[] weights(Batch batch, int image, Tensor activations) {
    return weights(GreyImage.of(batch, image), activations);
  }

  private double[] weights(GreyImage grey, Tensor activations) {
    int height = activations.length(1);
    int width = activations.length(2);
    MutualInformation information =
        options.variant().equals(BINNED)
            ? new BinnedInformation(grey, new int[] {1, height, width}, options.count(BINS.name()))
            : new LabelInformation(grey, height, width);
    double[] weights = new double[activations.length(0)];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = information.with(activations.values(), k * height * width);
    }
    return weights;
  }
}
