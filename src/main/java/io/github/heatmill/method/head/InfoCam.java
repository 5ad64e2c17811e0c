package io.github.heatmill.method.head;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.Objective;
import io.github.heatmill.method.Rectified;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.method.SearchingMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Head;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Weighs each channel by the share that the prediction needs when information has a price. A
 * reconstruction.
 *
 * <p>S = ReLU(sum over k of lambda_k A_k), where A_k is channel k of the layer's output and
 * lambda_k = sigmoid(a_k) its share, 0..1, for the a that minimises
 *
 * <p>J = CE(Z_d, c) + beta mean KL(N(lambda r, (1 - lambda)^2) || N(0, 1)) + gamma KL(u || q(Z_n)),
 * with
 *
 * <ul>
 *   <li>Z_d = lambda A + (1 - lambda) eps, the discriminative stream, and CE the cross-entropy of
 *       the explained class c when the rest of the network reads it;
 *   <li>Z_n = (1 - lambda) A + lambda eps, the noise stream, q(Z_n) the network's prediction for
 *       it, and u the same probability for every class: the noise stream should contain no
 *       information;
 *   <li>eps ~ N(mu, sigma^2) for each neuron, mu and sigma its mean and deviation over many images
 *       (sigma at least 0.01; neurons active in at most 1 % of them are 0 in both streams and cost
 *       nothing), and r = (A - mu) / sigma. Where no such statistics are known, mu and sigma are
 *       those of the channel over the image's own places;
 *   <li>the mean over all neurons, in nats; CE and q averaged over {@code samples} (3) of eps,
 *       drawn once for an image and the same in every step and in both streams: J is a fixed
 *       function.
 * </ul>
 *
 * <p>Adam takes {@code steps} (10) steps of {@code rate} (1) from a = 5, where every share is
 * 0.9933; the shares of the lowest J seen are kept, so that the objective that is reported, J, can
 * only fall. {@link #fit} gives J at every step.
 *
 * <p>Variant {@code capacity}: weights are the information that passes the channel, its KL in bits.
 * Variant {@code gates}, without gradients: {@code draws} (4096) times each channel is open or
 * replaced by mu, at random; w_k = I(m_k; Y), the mutual information in nats of channel k's gate
 * and the prediction, less its bias by chance, and negative where an open gate lowers the
 * probability of c. Beyond 16 classes Y tells apart the explained class, the 14 others of the
 * highest logits, and the rest as one, which can only lose information.
 *
 * <p>InfoCAM: An information-weighted class activation mapping for explaining visual neural
 * networks, Neural Networks 199:108757, 2026; its <a
 * href="https://arxivlens.com/PaperView/Details/infocam-an-information-weighted-class-activation-mapping-for-explaining-visual-neural-networks.-8489-54816098">abstract</a>.
 *
 * <p>Reconstruction: the paper's text could not be reached. Its abstract gives two streams by
 * variational inference, a discriminative one and one of noise, and weights that maximise the
 * information of the first about the prediction. The bounds, a share for each channel, and the
 * settings follow the information bottleneck of <a href="https://arxiv.org/abs/2001.00396">Schulz
 * et al.</a>, 2020. The uniform prior, the price gamma, and the variants are ours.
 */
public final class InfoCam extends SearchingMethod {
  private static final long serialVersionUID = 1L;
  private static final String CAPACITY = "capacity";
  private static final String GATES = "gates";

  private final Options options;

  private record FitsKey(
      String layer, ImageBottleneck.Settings settings, Optional<ActivationStatistics> statistics) {}

  private record Fits(List<ImageBottleneck.Fit> images) {}

  /** Creates the method with standard settings. */
  public InfoCam() {
    this(
        Options.of(
            List.of(CAPACITY, GATES),
            Setting.number("beta", 10, 0, 1e6, "price of information"),
            Setting.number("gamma", 1, 0, 1e6, "price of what the noise stream tells"),
            Setting.count("steps", 10, 0, 1000, "steps of the search"),
            Setting.count("samples", 3, 1, 100, "samples of noise"),
            Setting.number("rate", 1, 1e-6, 100, "length of a step"),
            Setting.count("draws", 4096, 2, 1_000_000, "random gates of the variant gates")));
  }

  private InfoCam(Options options) {
    this.options = options;
  }

  @Override
  public boolean seesProbabilities() {
    return true;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "info-cam",
        "InfoCAM",
        2026,
        Need.OPTIMISATION,
        Standing.RECONSTRUCTED,
        cost(),
        "Channels weighted by an information bottleneck (Neural Networks 199:108757)");
  }

  private String cost() {
    return options.variant().equals(GATES)
        ? options.count("draws") + " of the head"
        : 2 * options.count("samples") * (options.count("steps") + 1)
            + " of the head, with gradients";
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new InfoCam(chosen);
  }

  @Override
  public Set<Access> access() {
    return Set.of(Access.HEAD);
  }

  @Override
  public boolean wantsStatistics() {
    return true;
  }

  /**
   * Searches for the shares, once for the same evidence and settings, and reports the objective.
   * The variant makes no difference.
   *
   * @param layer one of the evidence's
   * @return one fit for each image
   */
  public List<ImageBottleneck.Fit> fit(Probe probe, Evidence evidence, LayerEvidence layer) {
    ImageBottleneck.Settings settings =
        new ImageBottleneck.Settings(
            options.number("beta"),
            options.number("gamma"),
            options.count("steps"),
            options.count("samples"),
            options.number("rate"));
    FitsKey key = new FitsKey(layer.layer(), settings, evidence.statistics(layer.layer()));
    return evidence
        .cache()
        .once(key, Fits.class, () -> search(probe, evidence, layer.spatial(), settings))
        .images();
  }

  private static Fits search(
      Probe probe, Evidence evidence, LayerEvidence layer, ImageBottleneck.Settings settings) {
    Head head = probe.head(evidence, layer.layer());
    return new Fits(new Bottleneck(head, evidence, layer, settings).fits());
  }

  @Override
  protected List<Objective> objectives(Probe probe, Evidence evidence, LayerEvidence layer) {
    return options.variant().equals(GATES)
        ? List.of()
        : fit(probe, evidence, layer).stream().map(ImageBottleneck.Fit::course).toList();
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    List<double[]> weights =
        switch (options.variant()) {
          case GATES -> information(probe, evidence, layer);
          case CAPACITY ->
              fit(probe, evidence, layer).stream().map(ImageBottleneck.Fit::bits).toList();
          default -> fit(probe, evidence, layer).stream().map(ImageBottleneck.Fit::shares).toList();
        };
    return Tensor.stacked(
        IntStream.range(0, evidence.size())
            .mapToObj(i -> Rectified.weightedSum(weights.get(i), layer.activations().slice(i)))
            .toList());
  }

  private List<double[]> information(Probe probe, Evidence evidence, LayerEvidence layer) {
    Tensor fill = Tensor.zeros(layer.activations().shape());
    List<NeuronStatistics> statistics = NeuronStatistics.of(evidence, layer);
    int neurons = fill.size() / evidence.size();
    for (int i = 0; i < evidence.size(); i++) {
      System.arraycopy(statistics.get(i).mean(), 0, fill.values(), i * neurons, neurons);
    }
    ChannelDraws draws = new ChannelDraws(evidence, fill);
    GateRuns.run(probe.head(evidence, layer.layer()), options.count("draws"), draws, draws);
    return draws.images().stream().map(ChannelInformation::signed).toList();
  }
}
