package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradCamTest {
  private static final float[] ACTIVATIONS = {1, 2, 3, 4, 4, 0, 1, 2};

  @Test
  void weightsAreSpatialMeansOfTheGradients() {
    float[] gradients = {1, 1, 3, 3, -1, -1, -1, -1};
    Tensor map = Evidences.map(new GradCam(), Evidences.layer(ACTIVATIONS, gradients, 1, 2, 2, 2));
    // w = (1 + 1 + 3 + 3) / 4 = 2 and -1; 2 A_0 - A_1 = 2 - 4, 4 - 0, 6 - 1, 8 - 2; below 0 is cut.
    assertThat(map).isEqualTo(Tensor.of(new float[] {0, 4, 5, 6}, 2, 2));
  }

  @Test
  void theSpreadOfTheGradientsDoesNotMatter() {
    float[] spread = {8, 0, 0, 0, -4, 0, 0, 0};
    float[] even = {2, 2, 2, 2, -1, -1, -1, -1};
    // Both have the means 8 / 4 = 2 and -4 / 4 = -1.
    assertThat(Evidences.map(new GradCam(), Evidences.layer(ACTIVATIONS, spread, 1, 2, 2, 2)))
        .isEqualTo(Evidences.map(new GradCam(), Evidences.layer(ACTIVATIONS, even, 1, 2, 2, 2)));
  }

  @Test
  void evidenceAgainstTheClassAloneGivesNothing() {
    float[] gradients = {-1, -1, -1, -1, -2, -2, -2, -2};
    assertThat(Evidences.map(new GradCam(), Evidences.layer(ACTIVATIONS, gradients, 1, 2, 2, 2)))
        .isEqualTo(Tensor.zeros(2, 2));
  }

  @Test
  void eachImageHasItsOwnWeights() {
    float[] activations = {1, 2, 1, 2};
    float[] gradients = {2, 4, -1, 7};
    Tensor maps =
        new GradCam()
            .explain(null, Evidences.of(Evidences.layer(activations, gradients, 2, 1, 1, 2)));
    // w = (2 + 4) / 2 = 3 and (-1 + 7) / 2 = 3, of one channel each: 3 * 1, 3 * 2.
    assertThat(maps).isEqualTo(Tensor.of(new float[] {3, 6, 3, 6}, 2, 1, 2));
  }
}
