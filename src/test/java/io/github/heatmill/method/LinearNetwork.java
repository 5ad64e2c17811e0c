package io.github.heatmill.method;

import io.github.heatmill.model.Head;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A network whose part after the layer is written by hand, so that tests know every number of it:
 * y_c = b_c + sum over k of (V_ck m_k + Q_ck m_k^2 / 2), where m_k is the mean of channel k.
 *
 * @param weights V, classes x K
 * @param squares Q, classes x K
 * @param bias b, one a class
 */
public record LinearNetwork(double[][] weights, double[][] squares, double[] bias) {

  /** Without bias or squares. */
  public static LinearNetwork of(double[]... weights) {
    return new LinearNetwork(
        weights, new double[weights.length][weights[0].length], new double[weights.length]);
  }

  /** The same, with squares. */
  public LinearNetwork squared(double[]... coefficients) {
    return new LinearNetwork(weights, coefficients, bias);
  }

  /** The same, with a bias. */
  public LinearNetwork biased(double... biases) {
    return new LinearNetwork(weights, squares, biases);
  }

  int classes() {
    return weights.length;
  }

  /** y, from the means m of the channels. */
  double[] logits(double[] means) {
    double[] logits = bias.clone();
    for (int c = 0; c < classes(); c++) {
      for (int k = 0; k < means.length; k++) {
        logits[c] += weights[c][k] * means[k] + squares[c][k] * means[k] * means[k] / 2;
      }
    }
    return logits;
  }

  /** dy_c/dm, one a channel. */
  double[] slopes(int c, double[] means) {
    double[] slopes = new double[means.length];
    for (int k = 0; k < means.length; k++) {
      slopes[k] = weights[c][k] + squares[c][k] * means[k];
    }
    return slopes;
  }

  /** Answers for {@link Head} and nothing else. */
  public RefusingProbe probe() {
    return new RefusingProbe() {
      @Override
      public Head head(Evidence evidence, String layer) {
        LayerEvidence open = evidence.only(List.of(layer)).layers().get(0);
        return new LinearHead(LinearNetwork.this, open.activations(), evidence.targets());
      }
    };
  }

  /**
   * Evidence at the one layer, named "layer". An image's pixels follow from its activations, so
   * that the same activations are the same image wherever they stand.
   *
   * @param activations shape (N, K, h, w)
   */
  public Evidence evidence(Tensor activations, int... targets) {
    int images = activations.length(0);
    Tensor pixels = Tensor.zeros(images, 3, 1, 1);
    Tensor logits = Tensor.zeros(images, classes());
    Tensor wanted = Tensor.zeros(images, classes());
    LinearHead head = new LinearHead(this, activations, targets);
    for (int i = 0; i < images; i++) {
      pixels.values()[3 * i] = Arrays.hashCode(activations.slice(i).values());
      wanted.values()[i * classes() + targets[i]] = 1;
      double[] exact = logits(head.means(i));
      for (int c = 0; c < classes(); c++) {
        logits.values()[i * classes() + c] = (float) exact[c];
      }
    }
    LayerEvidence layer = new LayerEvidence("layer", activations, head.gradients(wanted));
    return new Evidence(new Batch(pixels, targets), logits, targets, List.of(layer));
  }

  /** The maps of the images. */
  public Tensor maps(SaliencyMethod method, Tensor activations, int... targets) {
    return method.explain(probe(), evidence(activations, targets));
  }
}
