package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class XGradCamTest {

  @Test
  void gradientsCountWhereTheChannelIsActive() {
    float[] activations = {1, 2, 3, 4, 4, 0, 0, 4};
    float[] gradients = {1, 2, 0, 0.5f, -1, 9, 9, -3};
    Tensor map = Evidences.map(new XGradCam(), Evidences.layer(activations, gradients, 1, 2, 2, 2));
    // w = (1 + 4 + 0 + 2) / 10 = 0.7 and (-4 - 12) / 8 = -2:
    // 0.7 - 8 and 2.8 - 8 are cut, 1.4, 2.1.
    assertThat(map).isEqualTo(Tensor.of(new float[] {0, 1.4f, 2.1f, 0}, 2, 2));
  }

  @Test
  void theScaleOfAChannelDoesNotChangeItsWeight() {
    float[] gradients = {1, 3};
    float[] faint = {0x1p-30f, 0x3p-30f};
    Tensor map = Evidences.map(new XGradCam(), Evidences.layer(faint, gradients, 1, 1, 1, 2));
    // w = (1 + 9) / 4 = 2.5, however faint. With 1e-7 added below it would be 0.09.
    assertThat(map).isEqualTo(Tensor.of(new float[] {2.5f * 0x1p-30f, 7.5f * 0x1p-30f}, 1, 2));
  }

  @Test
  void aChannelThatSumsToZeroHasNoWeight() {
    float[] activations = {0, 0, 5, -5, 1, 1};
    float[] gradients = {7, 7, 2, 1, 1, 3};
    Tensor map = Evidences.map(new XGradCam(), Evidences.layer(activations, gradients, 1, 3, 1, 2));
    // Only the last channel is left: w = (1 + 3) / 2 = 2.
    assertThat(map).isEqualTo(Tensor.of(new float[] {2, 2}, 1, 2));
  }

  @Test
  void aBrokenGradientOfADeadChannelShows() {
    Tensor map =
        Evidences.map(
            new XGradCam(),
            Evidences.layer(new float[] {0, 0}, new float[] {Float.NaN, 1}, 1, 1, 1, 2));
    assertThat(map.values()).containsExactly(Float.NaN, Float.NaN);
  }
}
