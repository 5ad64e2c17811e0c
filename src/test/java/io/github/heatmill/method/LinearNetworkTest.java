package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Head;
import io.github.heatmill.model.alteration.Gates;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Softmax;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The network that other tests trust: its derivatives against differences. */
class LinearNetworkTest {
  private static final LinearNetwork NETWORK =
      LinearNetwork.of(new double[] {1, -2}, new double[] {0.5, 3}, new double[] {-1, 1})
          .squared(new double[] {0.4, 1}, new double[] {-1, 0.2}, new double[] {0.3, -0.6})
          .biased(0.1, -0.2, 0.3);
  private static final double STEP = 1e-4;

  private final Tensor activations = Tensor.of(new float[] {1, 0.5f, -2, 1.5f}, 1, 2, 1, 2);
  private final Head head = head(1);

  @Test
  void logitsAreThoseOfTheMeans() {
    // m = (0.75, -0.25): y_0 = 0.1 + 0.75 + 0.5 + (0.4 * 0.5625 + 1 * 0.0625) / 2 = 1.49375.
    Tensor evidence = NETWORK.evidence(activations, 1).logits();
    assertThat(evidence.values()[0]).isCloseTo(1.49375f, within(1e-6f));
    Tensor open = head.logits(Gates.toZero(Tensor.of(new float[] {1}, 1, 1, 1, 1, 1)));
    assertThat(open.values()).isEqualTo(evidence.values());
  }

  @Test
  void gatesReplaceClosedValues() {
    Tensor keep = Tensor.of(new float[] {1, 0, 0.5f, 1}, 1, 1, 2, 1, 2);
    Tensor fill = Tensor.of(new float[] {10, 20}, 1, 2, 1, 1);
    // Channel 0: 1, 10. Channel 1: 0.5 * -2 + 0.5 * 20 = 9, and 1.5.
    Tensor same = Tensor.of(new float[] {1, 10, 9, 1.5f}, 1, 2, 1, 2);
    assertThat(head.logits(new Gates(keep, fill)).values())
        .isEqualTo(NETWORK.evidence(same, 1).logits().values());
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    LayerEvidence layer = NETWORK.evidence(activations, 1).layers().get(0);
    float[] gradients = layer.gradients().values();
    // dy_1/dA = (dy_1/dm) / 2 at each place.
    for (int p = 0; p < 4; p++) {
      double[] up = {0.75, -0.25};
      double[] down = up.clone();
      up[p / 2] += STEP / 2;
      down[p / 2] -= STEP / 2;
      double difference = (NETWORK.logits(up)[1] - NETWORK.logits(down)[1]) / (2 * STEP);
      assertThat((double) gradients[p]).isCloseTo(difference, within(1e-5));
    }
  }

  @Test
  void crossEntropyFallsAgainstItsGradient() {
    Tensor wanted = Tensor.of(new float[] {0.25f, 0.25f, 0.5f}, 1, 3);
    float[] gradients = head.crossEntropy(activations, wanted).gradients().values();
    for (int p = 0; p < 4; p++) {
      double difference =
          (crossEntropy(moved(p, 1), wanted) - crossEntropy(moved(p, -1), wanted)) / 0.02;
      assertThat((double) gradients[p]).isCloseTo(difference, within(1e-3));
    }
  }

  @Test
  void curvatureIsThatOfDifferencesOfGradients() {
    Head.Curvature curvature = head.curvature();
    // H A is the change of dY/dA along A: (g(A + t A) - g(A - t A)) / 2 t with t = 0.01.
    float[] up = head(1.01).curvature().gradients().values();
    float[] down = head(0.99).curvature().gradients().values();
    for (int p = 0; p < 4; p++) {
      assertThat((double) curvature.products().values()[p])
          .isCloseTo((up[p] - down[p]) / 0.02, within(1e-3));
      double difference = (target(moved(p, 1)) - target(moved(p, -1))) / 0.02;
      assertThat((double) curvature.gradients().values()[p]).isCloseTo(difference, within(1e-3));
    }
  }

  private Head head(double scale) {
    Tensor scaled = Tensor.zeros(activations.shape());
    for (int p = 0; p < scaled.size(); p++) {
      scaled.values()[p] = (float) (scale * activations.values()[p]);
    }
    return new LinearHead(NETWORK, scaled, new int[] {1});
  }

  private Tensor moved(int place, int sign) {
    float[] values = activations.values().clone();
    values[place] += sign * 0.01f;
    return Tensor.of(values, 1, 2, 1, 2);
  }

  private static double crossEntropy(Tensor activations, Tensor wanted) {
    double[] p = Softmax.of(NETWORK.evidence(activations, 1).logits().values());
    return -wanted.values()[0] * Math.log(p[0])
        - wanted.values()[1] * Math.log(p[1])
        - wanted.values()[2] * Math.log(p[2]);
  }

  private static double target(Tensor activations) {
    float[] logits = NETWORK.evidence(activations, 1).logits().values();
    return logits[1] + Math.log(Softmax.of(logits)[1]);
  }
}
