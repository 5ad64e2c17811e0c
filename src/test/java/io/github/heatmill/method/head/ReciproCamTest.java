package io.github.heatmill.method.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReciproCamTest {
  private static final SaliencyMethod GAUSSIAN = Methods.method("recipro-cam:gaussian");

  /** p_0 = 1 / (1 + exp(-m)) for a single channel's mean m. */
  private static final LinearNetwork SIGMOID = LinearNetwork.of(new double[] {1}, new double[] {0});

  @Test
  void eachPlaceGetsTheProbabilityThatItGivesAlone() {
    float[] image = {0, 4, -8, 2, 1, 1, 0, 0};
    LinearNetwork network = LinearNetwork.of(new double[] {1, 2}, new double[] {0, 0});
    Tensor maps = network.maps(new ReciproCam(), Tensor.of(image, 1, 2, 2, 2), 0);
    // Alone a place gives y_0 = (A_0 + 2 A_1) / 4: 0.5, 1.5, -2, 0.5.
    assertThat(maps.shape()).containsExactly(1, 2, 2);
    assertThat(maps.values())
        .containsExactly(
            new float[] {sigmoid(0.5), sigmoid(1.5), sigmoid(-2), sigmoid(0.5)}, within(1e-6f));
  }

  @Test
  void theExplainedClassIsTheOneOfTheTarget() {
    Tensor activations = Tensor.of(new float[] {0, 4, -8, 2}, 1, 1, 2, 2);
    float[] of0 = SIGMOID.maps(new ReciproCam(), activations, 0).values();
    float[] of1 = SIGMOID.maps(new ReciproCam(), activations, 1).values();
    // Two classes: p_1 = 1 - p_0.
    for (int p = 0; p < 4; p++) {
      assertThat(of0[p] + of1[p]).isCloseTo(1, within(1e-6f));
    }
    assertThat(of0[1]).isCloseTo(sigmoid(1), within(1e-6f));
  }

  @Test
  void theGaussianLetsNeighboursThrough() {
    float[] image = {0, 0, 0, 0, 144, 0, 0, 0, 0};
    Tensor maps = SIGMOID.maps(GAUSSIAN, Tensor.of(image, 1, 1, 3, 3), 0);
    // Of the 144 / 9 = 16 of the middle a corner sees 1/16, an edge 2/16, the middle itself 4/16.
    float corner = sigmoid(1);
    float edge = sigmoid(2);
    assertThat(maps.values())
        .containsExactly(
            new float[] {corner, edge, corner, edge, sigmoid(4), edge, corner, edge, corner},
            within(1e-6f));
  }

  @Test
  void theGaussianLosesTheWeightsOutsideTheMap() {
    Tensor flat = Tensor.of(new float[] {16, 16}, 1, 1, 1, 2);
    // Each of two places sees 4/16 of itself and 2/16 of the other: 6 / 2 = 3.
    assertThat(SIGMOID.maps(GAUSSIAN, flat, 0).values())
        .containsExactly(new float[] {sigmoid(3), sigmoid(3)}, within(1e-6f));
  }

  @Test
  void theVariantShowsInTheId() {
    assertThat(new ReciproCam().id()).isEqualTo("recipro-cam");
    assertThat(GAUSSIAN.id()).isEqualTo("recipro-cam:gaussian");
  }

  @Test
  void shiftingAllLogitsChangesNothing() {
    Tensor activations = Tensor.of(new float[] {0, 4, -8, 2}, 1, 1, 2, 2);
    assertThat(SIGMOID.biased(64, 64).maps(new ReciproCam(), activations, 0))
        .isEqualTo(SIGMOID.maps(new ReciproCam(), activations, 0));
  }

  @Test
  void deadAndConstantActivationsGiveAFlatMap() {
    Tensor dead = SIGMOID.maps(new ReciproCam(), Tensor.zeros(1, 1, 2, 2), 0);
    assertThat(dead.values()).containsOnly(0.5f);
    float[] constant = new float[4];
    Arrays.fill(constant, 3);
    Tensor map = SIGMOID.maps(new ReciproCam(), Tensor.of(constant, 1, 1, 2, 2), 0).slice(0);
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @Test
  void aSingleClassOrPlaceIsEnough() {
    LinearNetwork certain = LinearNetwork.of(new double[] {1});
    assertThat(certain.maps(new ReciproCam(), Tensor.of(new float[] {3}, 1, 1, 1, 1), 0).values())
        .containsExactly(1);
  }

  @Test
  void extremesSaturateAndBrokenActivationsShow() {
    float[] extremes = {Float.MAX_VALUE, -Float.MAX_VALUE, 0, Float.NaN};
    float[] map = SIGMOID.maps(new ReciproCam(), Tensor.of(extremes, 1, 1, 2, 2), 0).values();
    // 0 of NaN is NaN too: no place can be seen without the broken one.
    assertThat(map).containsOnly(Float.NaN);
    extremes[3] = 0;
    assertThat(SIGMOID.maps(new ReciproCam(), Tensor.of(extremes, 1, 1, 2, 2), 0).values())
        .containsExactly(1, 0, 0.5f, 0.5f);
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    Tensor activations = Tensor.of(new float[] {0, 4, -8, 2, 5, 1, 0, 3}, 2, 1, 2, 2);
    Tensor turned = Tensor.of(new float[] {5, 1, 0, 3, 0, 4, -8, 2}, 2, 1, 2, 2);
    Tensor maps = SIGMOID.maps(new ReciproCam(), activations, 0, 1);
    Tensor others = SIGMOID.maps(new ReciproCam(), turned, 1, 0);
    assertThat(maps.slice(0)).isEqualTo(others.slice(1));
    assertThat(maps.slice(1)).isEqualTo(others.slice(0));
  }

  @Test
  void moreThan128PlacesComeInTheirOrder() {
    float[] image = new float[15 * 15];
    image[200] = 225;
    float[] map = SIGMOID.maps(new ReciproCam(), Tensor.of(image, 1, 1, 15, 15), 0).values();
    // 225 / 225 = 1 at place 200 alone, 0 elsewhere.
    for (int p = 0; p < map.length; p++) {
      assertThat(map[p]).isCloseTo(sigmoid(p == 200 ? 1 : 0), within(1e-6f));
    }
  }

  private static float sigmoid(double y) {
    return (float) (1 / (1 + Math.exp(-y)));
  }
}
