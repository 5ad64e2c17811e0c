package io.github.heatmill.method.gradient;

import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.registry.Options;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Fuses all layers, weighted by their shares in the prediction, with biases and a generalised
 * Grad-CAM++.
 *
 * <p>S = sum over layers l of lambda_l up(mm(M_l)), where up enlarges bilinearly to the finest of
 * the layers and mm scales to 0..1 by the map's own range. At one layer
 *
 * <ul>
 *   <li>M = ReLU(sum over k of w_k A_k + s b / Z), where A_k is channel k of the layer's output, of
 *       shape (h, w), and Z = h w;
 *   <li>w_k = sum over (i, j) of alpha ReLU(g), alpha = 1 / max(2 + rho g a_k, 1), where g =
 *       dY/dA_k(i, j), Y the logit of the explained class, a_k = sum over (i, j) of A_k(i, j);
 *   <li>rho = f''' / f'' for the function f that the logit passes through: 1 - 2 p, in -1..1, for
 *       the log softmax with all other logits held, and for the log sigmoid, p the probability of
 *       the class;
 *   <li>b = Y - sum of g A over all channels and places: the contribution of all biases after the
 *       layer to Y;
 *   <li>s = sum of w_k / sum of mean ReLU(g_k), both over k, brings b from the scale of the
 *       gradients to that of the weights; 0 where no gradient is above 0;
 *   <li>lambda_l = E_l / sum of E over all layers, E = sum of |g A| over all channels and places;
 *       all the same where all E are 0.
 * </ul>
 *
 * <p>A single layer gives M itself. With {@code exp} rho is 1, and the weights are those of
 * Grad-CAM++ to the bit.
 *
 * <p>Reconstruction of Singh et al., <a href="https://arxiv.org/abs/2412.01354">Integrative CAM:
 * Adaptive Layer Fusion for Comprehensive Interpretation of CNNs</a>, 2024, whose text could not be
 * reached. Certain, from the abstract: all layers fuse, weighted by gradients and activations; a
 * bias term enters the map; alpha is generalised to any smooth function. That alpha follows by
 * derivation, without the max, which keeps it bounded and positive. Ours are the choice of f, the
 * bias term, and the layer weights: E uses gradients and activations together because every sum of
 * g A is on the scale of Y, while the mean |g| alone grows and shrinks with the layer's size.
 */
public final class IntegrativeCam implements SaliencyMethod {
  private static final long serialVersionUID = 1L;
  private static final String EXPONENTIAL = "exp";

  private final Options options;

  /** Creates the method with the log softmax. */
  public IntegrativeCam() {
    this(Options.of(List.of(EXPONENTIAL)));
  }

  private IntegrativeCam(Options options) {
    this.options = options;
  }

  @Override
  public boolean seesProbabilities() {
    return !options.variant().equals(EXPONENTIAL);
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "integrative-cam",
        "Integrative CAM",
        2024,
        Need.GRADIENT,
        Standing.RECONSTRUCTED,
        "0",
        "All layers, weighted by their share in the prediction (Singh et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new IntegrativeCam(chosen);
  }

  @Override
  public AutoLayers autoLayers() {
    return AutoLayers.EVERY_RESOLUTION;
  }

  @Override
  public Tensor explain(Probe probe, Evidence evidence) {
    List<LayerEvidence> layers = evidence.layers();
    Tensor[] maps = new Tensor[layers.size()];
    double[][] effects = new double[layers.size()][evidence.size()];
    for (int l = 0; l < maps.length; l++) {
      maps[l] = maps(evidence, layers.get(l).spatial(), effects[l]);
    }
    return maps.length == 1 ? maps[0] : fused(maps, effects);
  }

  /** The maps of one layer; {@code effects} receives E of each image. */
  private Tensor maps(Evidence evidence, LayerEvidence layer, double[] effects) {
    int height = layer.activations().length(2);
    int width = layer.activations().length(3);
    Tensor maps = Tensor.zeros(effects.length, height, width);
    int[] targets = evidence.targets();
    for (int i = 0; i < effects.length; i++) {
      Tensor activations = layer.activations().slice(i);
      Tensor gradients = layer.gradients().slice(i);
      double[] weights = alpha(evidence.probability(i)).of(activations, gradients);
      LogitSplit share = LogitSplit.of(evidence.scores(i)[targets[i]], activations, gradients);
      Tensor map = share.map(weights, activations, gradients);
      System.arraycopy(map.values(), 0, maps.values(), i * height * width, height * width);
      effects[i] = share.effects();
    }
    return maps;
  }

  private AlphaWeights alpha(double probability) {
    return options.variant().equals(EXPONENTIAL)
        ? AlphaWeights.exponential()
        : AlphaWeights.bounded(1 - 2 * probability);
  }

  private static Tensor fused(Tensor[] maps, double[][] effects) {
    int height = Arrays.stream(maps).mapToInt(map -> map.length(1)).max().orElseThrow();
    int width = Arrays.stream(maps).mapToInt(map -> map.length(2)).max().orElseThrow();
    int images = maps[0].length(0);
    double[] sum = new double[images * height * width];
    for (int l = 0; l < maps.length; l++) {
      Tensor resized = Resize.bilinear(Ranges.minMaxScaled(maps[l]), height, width);
      for (int i = 0; i < images; i++) {
        double share = share(effects, l, i);
        for (int j = i * height * width; j < (i + 1) * height * width; j++) {
          sum[j] += share * resized.values()[j];
        }
      }
    }
    Tensor fused = Tensor.zeros(images, height, width);
    for (int j = 0; j < sum.length; j++) {
      fused.values()[j] = (float) sum[j];
    }
    return fused;
  }

  private static double share(double[][] effects, int layer, int image) {
    double total = 0;
    for (double[] effect : effects) {
      total += effect[image];
    }
    return total == 0 ? 1.0 / effects.length : effects[layer][image] / total;
  }
}
