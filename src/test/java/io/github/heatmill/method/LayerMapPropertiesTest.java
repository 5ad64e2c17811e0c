package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.LayerEvidence;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every map that is computed from activations and gradients alone. */
class LayerMapPropertiesTest {
  private static final int CHANNELS = 5;
  private static final int[] SHAPE = {1, CHANNELS, 3, 4};
  private static final int POSITIONS = 12;
  private static final long SEED = 20260101;

  private final float[] activations = noise(SEED);
  private final float[] gradients = noise(SEED + 1);

  static Stream<SaliencyMethod> methods() {
    return Methods.all().stream().filter(LayerMap.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void scalingTheGradientsScalesTheMap(SaliencyMethod method) {
    float[] larger = gradients.clone();
    for (int i = 0; i < larger.length; i++) {
      larger[i] *= 8; // A power of two, so that no bit is lost.
    }
    float[] expected = map(method, activations, gradients).values();
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= 8;
    }
    assertThat(map(method, activations, larger).values()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theOrderOfTheChannelsDoesNotMatter(SaliencyMethod method) {
    float[] expected = map(method, activations, gradients).values();
    float[] actual = map(method, reversed(activations), reversed(gradients)).values();
    assertThat(Ranges.maximum(Tensor.of(expected, expected.length))).isPositive();
    assertThat(actual).containsExactly(expected, within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void withoutGradientsTheMapIsFlat(SaliencyMethod method) {
    Tensor map = map(method, activations, new float[gradients.length]);
    assertThat(map).isEqualTo(Tensor.zeros(3, 4));
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nanAnywhereIsNeverHidden(SaliencyMethod method) {
    float[] brokenActivations = activations.clone();
    float[] brokenGradients = gradients.clone();
    for (int i = 0; i < activations.length; i++) {
      brokenActivations[i] = Float.NaN;
      brokenGradients[i] = Float.NaN;
      assertThat(status(method, brokenActivations, gradients)).isEqualTo(Heatmap.Status.NON_FINITE);
      assertThat(status(method, activations, brokenGradients)).isEqualTo(Heatmap.Status.NON_FINITE);
      brokenActivations[i] = activations[i];
      brokenGradients[i] = gradients[i];
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aSingleChannelWithGradientOneIsTheMap(SaliencyMethod method) {
    LayerEvidence layer =
        Evidences.layer(new float[] {1, 0, 3, 2}, new float[] {1, 1, 1, 1}, 1, 1, 2, 2);
    assertThat(Evidences.map(method, layer)).isEqualTo(Tensor.of(new float[] {1, 0, 3, 2}, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aSinglePlaceIsAFlatMap(SaliencyMethod method) {
    LayerEvidence layer = Evidences.layer(new float[] {2, 5}, new float[] {3, 4}, 1, 2, 1, 1);
    Tensor map = Evidences.map(method, layer);
    // 2 * 3 + 5 * 4 = 26: with one place its gradient is the mean.
    assertThat(map).isEqualTo(Tensor.of(new float[] {26}, 1, 1));
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void extremesOverflowToAStatusAndNotToACrash(SaliencyMethod method) {
    float[] extremes = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 0};
    float[] large = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    Tensor map = Evidences.map(method, Evidences.layer(extremes, large, 1, 1, 2, 2));
    // The largest product is about 1e77, beyond float32.
    assertThat(map.values()[0]).isInfinite();
    assertThat(map.values()[1]).isZero();
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.NON_FINITE);
  }

  private static Heatmap.Status status(SaliencyMethod method, float[] activations, float[] grads) {
    return Heatmap.of(map(method, activations, grads)).status();
  }

  private static Tensor map(SaliencyMethod method, float[] activations, float[] gradients) {
    return Evidences.map(method, Evidences.layer(activations, gradients, SHAPE));
  }

  private static float[] noise(long seed) {
    Random random = new Random(seed);
    float[] noise = new float[CHANNELS * POSITIONS];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  private static float[] reversed(float[] values) {
    float[] reversed = new float[values.length];
    for (int k = 0; k < CHANNELS; k++) {
      System.arraycopy(values, k * POSITIONS, reversed, (CHANNELS - 1 - k) * POSITIONS, POSITIONS);
    }
    return reversed;
  }
}
