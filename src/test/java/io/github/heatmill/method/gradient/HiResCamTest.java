package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HiResCamTest {

  @Test
  void eachPlaceIsWeightedByItsOwnGradientOfEitherSign() {
    float[] activations = {1, 2, 3, 4, 4, 0, 1, 2};
    float[] gradients = {1, -1, 3, 0, -1, 5, -2, 0.5f};
    Tensor map = Evidences.map(new HiResCam(), Evidences.layer(activations, gradients, 1, 2, 2, 2));
    // 1 * 1 - 1 * 4 = -3 and -1 * 2 + 5 * 0 = -2 are cut; 3 * 3 - 2 * 1; 0 * 4 + 0.5 * 2.
    assertThat(map).isEqualTo(Tensor.of(new float[] {0, 0, 7, 1}, 2, 2));
  }

  @Test
  void withEvenGradientsItIsGradCam() {
    float[] activations = {1, 2, 3, 4, 4, 0, 1, 2};
    float[] gradients = {2, 2, 2, 2, -1, -1, -1, -1};
    assertThat(Evidences.map(new HiResCam(), Evidences.layer(activations, gradients, 1, 2, 2, 2)))
        .isEqualTo(
            Evidences.map(new GradCam(), Evidences.layer(activations, gradients, 1, 2, 2, 2)));
  }
}
