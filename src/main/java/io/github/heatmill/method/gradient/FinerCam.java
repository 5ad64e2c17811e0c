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
import io.github.heatmill.registry.Options;
import io.github.heatmill.registry.Setting;
import io.github.heatmill.tensor.Ranking;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Set;

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
 * <p>The authors' public code takes gamma as 1, and so does pytorch-grad-cam; 0.6 is the paper's as
 * far as we know, but its text could not be checked. Both also weigh the similar classes by their
 * probability, and differentiate through that weight; here they weigh the same, and T is linear in
 * the logits.
 */
public final class FinerCam extends LayerwiseMethod {
  private static final long serialVersionUID = 1L;
  private static final String GAMMA = "gamma";
  private static final String SIMILAR = "similar";

  private final Options options;

  /** Creates the method with standard settings. */
  public FinerCam() {
    this(
        Options.of(
            List.of(),
            Setting.number(GAMMA, 0.6, 0, 10, "strength of the comparison"),
            Setting.count(SIMILAR, 3, 1, 1000, "classes to compare with")));
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
        Standing.CERTAIN,
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
    int similar = Math.min(options.count(SIMILAR), others);
    float[] weights = new float[logits.length];
    for (int d : Ranking.largest(closeness, similar)) {
      weights[d] = (float) (-options.number(GAMMA) / similar);
    }
    weights[target] = 1;
    return weights;
  }
}
