package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradCamPlusPlusTest {

  @Test
  void weightsAreSumsOfPositiveGradientsTimesAlpha() {
    float[] activations = {1, 1, 0, 2, 3, 0, 0, 0};
    float[] gradients = {1, 0.5f, 0, -1, 2, 0, -4, 0};
    float[] map = map(activations, gradients, 2, 2, 2).values();
    // a = 4 and 3. Alpha = 1 / (2 + a g): 1 / 6 and 1 / 4, then 1 / 8.
    // w = 1 / 6 + 0.5 / 4 = 7 / 24 and 2 / 8 = 1 / 4. At the first place 7 / 24 + 3 / 4 = 25 / 24.
    float[] expected = {25 / 24f, 7 / 24f, 0, 14 / 24f};
    assertThat(map).containsExactly(expected, within(1e-5f));
  }

  @Test
  void epsilonHalvesTheWeightWhereTwiceTheSquareIsAsSmall() {
    // 2 g^2 = 1e-6 = epsilon, and a g^3 = 2 * 3.5e-10 is small: alpha = 5e-7 / 2e-6 = 1 / 4.
    float gradient = (float) Math.sqrt(5e-7);
    float[] map = map(new float[] {2, 0}, new float[] {gradient, gradient}, 1, 1, 2).values();
    // Twice 1 / 4 of the gradient, times 2.
    assertThat(map[0] / gradient).isCloseTo(1, within(1e-3f));
  }

  @Test
  void gradientsAgainstTheClassDoNotCount() {
    float[] activations = {1, 2, 1, 1};
    assertThat(map(activations, new float[] {1, 1, -9, -9}, 2, 1, 2))
        .isEqualTo(map(activations, new float[] {1, 1, 0, 0}, 2, 1, 2));
  }

  @Test
  void aPoleOfAlphaIsLeftOut() {
    // a = -2, g = 1: 2 g^2 + a g^3 = 0, so alpha would be 1e6. The other channel: 2 / (2 + 2).
    float[] map = map(new float[] {-3, 1, 1, 1}, new float[] {1, 1, 1, 1}, 2, 1, 2).values();
    assertThat(map).containsExactly(new float[] {0.5f, 0.5f}, within(1e-5f));
  }

  @Test
  void theSmallestGradientsGiveNoNan() {
    float[] tiny = {Float.MIN_VALUE, 0, -Float.MIN_VALUE, Float.MIN_NORMAL};
    assertThat(Heatmap.of(map(new float[] {1, 2, 3, 4}, tiny, 1, 2, 2)).status())
        .isNotEqualTo(Heatmap.Status.NON_FINITE);
  }

  private static Tensor map(float[] activations, float[] gradients, int... shape) {
    return Evidences.map(
        new GradCamPlusPlus(),
        Evidences.layer(activations, gradients, 1, shape[0], shape[1], shape[2]));
  }
}
