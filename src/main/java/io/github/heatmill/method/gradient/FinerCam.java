package io.github.heatmill.method.gradient;

import io.github.heatmill.method.LayerwiseMethod;
import io.github.heatmill.method.MethodCard;
import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.method.MethodCard.Standing;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.Access;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.model.output.OutputKind;
import io.github.heatmill.model.output.ScoreLink;
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Ranking;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Grad-CAM of the difference between the class and the classes most similar to it.
 *
 * <p>S = ReLU(sum over k of w_k A_k), w_k = mean over (i, j) of dT/dA_k(i, j), T = y_c - gamma mean
 * over d of y_d, where A_k is channel k of the layer's output, y_c the logit of the explained
 * class, and d runs over the {@code similar} classes (3) whose logits lie closest to y_c, the one
 * of the lower index first where two are as close. {@code gamma} (0.6) is the strength of the
 * comparison: 0 gives Grad-CAM. A network with fewer other classes is compared with all of them.
 * The difference of two classes is compared already: T is that difference.
 *
 * <p>Zhang et al., <a href="https://arxiv.org/abs/2501.11309">Finer-CAM: Spotting the Difference
 * Reveals Finer Details for Visual Explanation</a>, 2025.
 *
 * <p>The variant {@code weighted} is the form of the authors' public code, which pytorch-grad-cam
 * has, too: T = sum over d of p_d (y_c - gamma y_d) / (sum over d of p_d + 1e-9), where p is the
 * softmax of all logits, which is differentiated as well, and gamma is 1. Where the probabilities
 * of the similar classes are small, most of its gradient may be that of the weights.
 *
 * <p>The form y_c - gamma y_d is certain. How several classes are combined, and the value of gamma,
 * are in a part of the paper's text that could not be reached: equal parts and 0.6 are a
 * reconstruction. The maps of the two forms can differ much (a rank correlation down to 0.13 was
 * seen).
 */
public final class FinerCam extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;
  private static final String GAMMA = "gamma";
  private static final String SIMILAR = "similar";
  private static final String WEIGHTED = "weighted";

  /** As in the authors' code: keeps a sum of no probabilities from dividing by 0. */
  private static final double LEAST = 1e-9;

  private final Options options;

  /** Creates the method with standard settings. */
  public FinerCam() {
    this(
        Options.of(
                List.of(WEIGHTED),
                Setting.number(GAMMA, 0.6, 0, 10, "strength of the comparison"),
                Setting.count(SIMILAR, 3, 1, 1000, "classes to compare with"))
            .under(WEIGHTED, Setting.number(GAMMA, 1, 0, 10, "strength of the comparison")));
  }

  private FinerCam(Options options) {
    this.options = options;
  }

  @Override
  public MethodCard card() {
    return new MethodCard(
        "finer-cam",
        "Finer-CAM",
        2025,
        Need.GRADIENT,
        Standing.RECONSTRUCTED,
        "1 of the head, with gradients",
        "Grad-CAM of the difference to the most similar classes (Zhang et al.)");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public SaliencyMethod with(Options chosen) {
    return new FinerCam(chosen);
  }

  @Override
  public Set<Access> access() {
    return Set.of(Access.HEAD);
  }

  @Override
  protected Tensor maps(Probe probe, Evidence evidence, LayerEvidence layer) {
    int classes = evidence.logits().length(1);
    int[] targets = evidence.targets();
    Tensor weights = Tensor.zeros(evidence.size(), classes);
    for (int i = 0; i < evidence.size(); i++) {
      boolean contrast = evidence.output().contrast().isPresent();
      int others = contrast ? 0 : classes - 1;
      float[] comparison = comparison(evidence.logits().slice(i).values(), targets[i], others);
      System.arraycopy(comparison, 0, weights.values(), i * classes, classes);
    }
    Tensor gradients = probe.head(evidence, layer.layer()).gradients(weights);
    return GradCamMaps.maps(probe, evidence, layer, gradients);
  }

  /**
   * The weights of the logits in T.
   *
   * @param others the number of classes to compare with
   */
  private float[] comparison(float[] logits, int target, int others) {
    double[] closeness = new double[logits.length];
    for (int d = 0; d < logits.length; d++) {
      closeness[d] = -Math.abs((double) logits[d] - logits[target]);
    }
    closeness[target] = Double.NEGATIVE_INFINITY; // Last: it is not compared with itself.
    int[] similar = Ranking.largest(closeness, Math.min(options.count(SIMILAR), others));
    return options.variant().equals(WEIGHTED) && similar.length > 0
        ? weighted(logits, target, similar)
        : equal(logits.length, target, similar);
  }

  private float[] equal(int classes, int target, int[] similar) {
    float[] weights = new float[classes];
    for (int d : similar) {
      weights[d] = (float) (-options.number(GAMMA) / similar.length);
    }
    weights[target] = 1;
    return weights;
  }

  /**
   * The derivatives of T by the logits. With N the sum of p_d (y_c - gamma y_d), D that of p_d, and
   * dp_d/dy_j = p_d ([d = j] - p_j), they are (D dN/dy_j - N dD/dy_j) / D^2, where dN/dy_j = [j is
   * similar] p_j (y_c - gamma y_j - gamma) - p_j N + [j = c] D and dD/dy_j = [j is similar] p_j -
   * p_j D. The 1e-9, which is added to D where D divides, is left out of these formulas.
   */
  private float[] weighted(float[] logits, int target, int[] similar) {
    double[] p = ScoreLink.of(OutputKind.SOFTMAX).probabilities(logits);
    double gamma = options.number(GAMMA);
    double sum = IntStream.of(similar).mapToDouble(d -> p[d]).sum();
    double numerator =
        IntStream.of(similar).mapToDouble(d -> p[d] * (logits[target] - gamma * logits[d])).sum();
    double denominator = sum + LEAST;
    float[] weights = new float[logits.length];
    for (int j = 0; j < logits.length; j++) {
      int at = j;
      boolean isSimilar = IntStream.of(similar).anyMatch(d -> d == at);
      double ofNumerator =
          (isSimilar ? p[j] * (logits[target] - gamma * logits[j] - gamma) : 0)
              - p[j] * numerator
              + (j == target ? sum : 0);
      double ofDenominator = (isSimilar ? p[j] : 0) - p[j] * sum;
      weights[j] =
          (float)
              ((ofNumerator * denominator - numerator * ofDenominator)
                  / (denominator * denominator));
    }
    return weights;
  }
}
