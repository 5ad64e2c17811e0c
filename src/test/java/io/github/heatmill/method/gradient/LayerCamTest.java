package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerCamTest {

  @Test
  void eachPlaceIsWeightedByItsOwnPositiveGradient() {
    float[] activations = {1, 2, 3, 4, 4, 0, 1, 2};
    float[] gradients = {1, -1, 3, 0, -1, 5, 2, 0.5f};
    Tensor map = Evidences.map(new LayerCam(), Evidences.layer(activations, gradients, 1, 2, 2, 2));
    // Cut at 0 the gradients are 1 0 3 0 and 0 5 2 0.5:
    // 1 * 1 + 0 * 4, 0 * 2 + 5 * 0, 3 * 3 + 2 * 1, 0 * 4 + 0.5 * 2.
    assertThat(map).isEqualTo(Tensor.of(new float[] {1, 0, 11, 1}, 2, 2));
  }

  @Test
  void negativeSumsAreCut() {
    float[] activations = {-3, 1, 1, 1};
    float[] gradients = {1, 1, 2, 2};
    Tensor map = Evidences.map(new LayerCam(), Evidences.layer(activations, gradients, 1, 2, 1, 2));
    // -3 * 1 + 1 * 2 = -1, cut to 0; 1 * 1 + 1 * 2 = 3.
    assertThat(map).isEqualTo(Tensor.of(new float[] {0, 3}, 1, 2));
  }

  @Test
  void aBrokenGradientShowsWhereItIs() {
    float[] activations = {1, 1};
    float[] gradients = {Float.NaN, 2};
    Tensor map = Evidences.map(new LayerCam(), Evidences.layer(activations, gradients, 1, 1, 1, 2));
    assertThat(map.values()).containsExactly(Float.NaN, 2);
  }
}
