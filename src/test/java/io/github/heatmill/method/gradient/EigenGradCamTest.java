package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EigenGradCamTest {

  @Test
  void theMapIsTheComponentOfTheProducts() {
    float[] activations = {0, 0, 3, 7, 7, 9.5f};
    float[] gradients = {5, 6, 3, 1, 1, 2};
    float[] map = map(activations, gradients, 1, 2, 1, 3).values();
    // Products 0 0 9 and 7 7 19; centred 3 (-1, -1, 2) and 4 (-1, -1, 2); sqrt(9 + 16) * 2 = 10.
    assertThat(map).containsExactly(new float[] {0, 0, 10}, within(1e-5f));
  }

  @Test
  void equalProductsAreFlat() {
    // 0.1 * 0.1 seven times has no exact sum: rounding must not become a pattern.
    float[] values = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
    assertThat(Heatmap.of(map(values, values, 1, 1, 1, 7)).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  private static Tensor map(float[] activations, float[] gradients, int... shape) {
    return Evidences.map(new EigenGradCam(), Evidences.layer(activations, gradients, shape));
  }
}
