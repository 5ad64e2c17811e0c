package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlphaWeightsTest {
  private static final Tensor ACTIVATIONS = Tensor.of(new float[] {1, 0, 2, 1}, 1, 2, 2);

  @Test
  void rhoControlsHowMuchActivationsDiminishAlpha() {
    Tensor gradients = Tensor.of(new float[] {0.5f, 0, 0, -1}, 1, 2, 2);
    // a = 4: 0.5 / (2 + rho * 0.5 * 4).
    assertThat(AlphaWeights.bounded(1).of(ACTIVATIONS, gradients)).containsExactly(0.125);
    assertThat(AlphaWeights.bounded(0).of(ACTIVATIONS, gradients)).containsExactly(0.25);
    assertThat(AlphaWeights.bounded(-0.25).of(ACTIVATIONS, gradients)).containsExactly(0.5 / 1.5);
  }

  @Test
  void alphaGoesNoHigherThanOne() {
    Tensor gradients = Tensor.of(new float[] {0.5f, 0, 0, 8}, 1, 2, 2);
    // 2 - 0.5 * 4 = 0 is the pole and 2 - 8 * 4 = -30 lies beyond it: 0.5 * 1 + 8 * 1.
    assertThat(AlphaWeights.bounded(-1).of(ACTIVATIONS, gradients)).containsExactly(8.5);
  }

  @Test
  void withRhoOfOneTheyAreThoseOfGradCamPlusPlus() {
    Random random = new Random(20260101);
    float[] activations = new float[3 * 20];
    float[] gradients = new float[activations.length];
    for (int i = 0; i < activations.length; i++) {
      activations[i] = random.nextFloat();
      gradients[i] = 5 * (float) random.nextGaussian();
    }
    Tensor a = Tensor.of(activations, 3, 4, 5);
    Tensor g = Tensor.of(gradients, 3, 4, 5);
    double[] published = AlphaWeights.exponential().of(a, g);
    // Epsilon is all that differs: far below the squares of these gradients.
    assertThat(AlphaWeights.bounded(1).of(a, g)).containsExactly(published, within(1e-5));
  }

  @Test
  void withoutGradientsOrActivationsThereIsNoNan() {
    Tensor none = Tensor.zeros(1, 2, 2);
    Tensor ones = Tensor.of(new float[] {1, 1, 1, 1}, 1, 2, 2);
    assertThat(AlphaWeights.bounded(-1).of(ACTIVATIONS, none)).containsExactly(0);
    // Alpha = 1 / 2 at four places.
    assertThat(AlphaWeights.bounded(-1).of(none, ones)).containsExactly(2);
  }
}
