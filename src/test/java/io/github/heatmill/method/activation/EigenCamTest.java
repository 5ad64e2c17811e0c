package io.github.heatmill.method.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Evidences;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class EigenCamTest {

  @Test
  void theMapIsTheSharedPatternOfThePlaces() {
    float[] map = map(new float[] {0, 0, 9, 7, 7, 19}, 1, 2, 1, 3).values();
    // Centred 3 (-1, -1, 2) and 4 (-1, -1, 2); together sqrt(9 + 16) (-1, -1, 2), cut at 0.
    assertThat(map).containsExactly(new float[] {0, 0, 10}, within(1e-5f));
  }

  @Test
  void theFartherSideIsShown() {
    // Centred 1, 1, -2: the farther side is below 0, so it is turned up.
    assertThat(map(new float[] {4, 4, 1}, 1, 1, 1, 3).values())
        .containsExactly(new float[] {0, 0, 2}, within(1e-5f));
  }

  @Test
  void deadChannelsAddNothing() {
    Tensor alone = map(new float[] {1, 2, 6, 4}, 1, 1, 2, 2);
    Tensor amidTheDead = map(new float[] {0, 0, 0, 0, 1, 2, 6, 4, 0, 0, 0, 0}, 1, 3, 2, 2);
    assertThat(amidTheDead.values()).containsExactly(alone.values(), within(1e-6f));
    assertThat(map(new float[8], 1, 2, 2, 2)).isEqualTo(Tensor.zeros(2, 2));
  }

  @Test
  void constantChannelsAreFlat() {
    float[] values = {0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f};
    assertThat(Heatmap.of(map(values, 1, 2, 2, 3)).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  private static Tensor map(float[] activations, int... shape) {
    return Evidences.map(
        new EigenCam(), Evidences.layer(activations, new float[activations.length], shape));
  }
}
