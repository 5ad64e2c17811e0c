package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests properties of every map that is computed from activations and gradients alone. Where
 * methods differ, each has its own expectation; most are linear in the gradients.
 */
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

  static Stream<SaliencyMethod> methodsWithGradients() {
    return methods().filter(method -> method.card().need() != Need.FORWARD);
  }

  static Stream<SaliencyMethod> methodsWithoutGradients() {
    return methods().filter(method -> method.card().need() == Need.FORWARD);
  }

  static Stream<SaliencyMethod> methodsLinearInTheGradients() {
    return methodsWithGradients().filter(method -> !method.id().equals("grad-cam++"));
  }

  @ParameterizedTest
  @MethodSource("methodsLinearInTheGradients")
  void scalingTheGradientsScalesTheMap(SaliencyMethod method) {
    float[] expected = scaled(map(method, activations, gradients).values(), 8);
    assertThat(map(method, activations, scaled(gradients, 8)).values()).isEqualTo(expected);
  }

  @Test
  void gradCamPlusPlusKeepsItsMapWhenActivationsShrinkAsGradientsGrow() {
    SaliencyMethod method = Methods.method("grad-cam++");
    // Alpha depends on g sum(A), so it stays; w grows as g, and w A stays. Squares of gradients
    // well above epsilon, and no activations below 0, where alpha has poles.
    float[] positive = positive(activations);
    float[] large = scaled(gradients, 64);
    float[] expected = map(method, positive, large).values();
    assertThat(map(method, scaled(positive, 1 / 8f), scaled(large, 8)).values())
        .containsExactly(expected, within(1e-4f));
    assertThat(map(method, positive, scaled(large, 8)).values()).isNotEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("methodsWithoutGradients")
  void methodsWithoutGradientsDoNotReadThem(SaliencyMethod method) {
    float[] broken = new float[gradients.length];
    Arrays.fill(broken, Float.NaN);
    assertThat(map(method, activations, broken)).isEqualTo(map(method, activations, gradients));
  }

  @ParameterizedTest
  @MethodSource("methodsWithoutGradients")
  void scalingTheActivationsScalesTheirMap(SaliencyMethod method) {
    float[] expected = scaled(map(method, activations, gradients).values(), 8);
    assertThat(map(method, scaled(activations, 8), gradients).values()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void theOrderOfTheChannelsDoesNotMatter(SaliencyMethod method) {
    float[] expected = map(method, activations, gradients).values();
    float[] actual = map(method, reversed(activations), reversed(gradients)).values();
    float highest = (float) Ranges.maximum(Tensor.of(expected, expected.length));
    assertThat(highest).isPositive();
    assertThat(actual).containsExactly(expected, within(1e-6f * highest));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void deadChannelsDoNotMatter(SaliencyMethod method) {
    float[] padded = Arrays.copyOf(activations, 2 * activations.length);
    float[] paddedGradients = Arrays.copyOf(gradients, 2 * gradients.length);
    System.arraycopy(gradients, 0, paddedGradients, gradients.length, gradients.length);
    Tensor actual =
        Evidences.map(method, Evidences.layer(padded, paddedGradients, 1, 2 * CHANNELS, 3, 4));
    float[] expected = map(method, activations, gradients).values();
    assertThat(actual.values()).containsExactly(expected, within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource("methodsWithGradients")
  void withoutGradientsTheMapIsFlat(SaliencyMethod method) {
    Tensor map = map(method, activations, new float[gradients.length]);
    assertThat(map).isEqualTo(Tensor.zeros(3, 4));
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void withoutActivationsTheMapIsFlat(SaliencyMethod method) {
    Tensor map = map(method, new float[activations.length], gradients);
    assertThat(map).isEqualTo(Tensor.zeros(3, 4));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nanOfAnActivationIsNeverHidden(SaliencyMethod method) {
    for (int i = 0; i < activations.length; i++) {
      float[] broken = activations.clone();
      broken[i] = Float.NaN;
      assertThat(status(method, broken, gradients)).isEqualTo(Heatmap.Status.NON_FINITE);
    }
  }

  @ParameterizedTest
  @MethodSource("methodsWithGradients")
  void nanOfAGradientIsNeverHidden(SaliencyMethod method) {
    for (int i = 0; i < gradients.length; i++) {
      float[] broken = gradients.clone();
      broken[i] = Float.NaN;
      assertThat(status(method, activations, broken)).isEqualTo(Heatmap.Status.NON_FINITE);
      assertThat(status(method, new float[activations.length], broken))
          .isEqualTo(Heatmap.Status.NON_FINITE);
    }
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

  private static float[] scaled(float[] values, float factor) {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor; // Powers of two, so that no bit is lost.
    }
    return scaled;
  }

  private static float[] positive(float[] values) {
    float[] positive = values.clone();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = Math.max(positive[i], 0);
    }
    return positive;
  }

  private static float[] reversed(float[] values) {
    float[] reversed = new float[values.length];
    for (int k = 0; k < CHANNELS; k++) {
      System.arraycopy(values, k * POSITIONS, reversed, (CHANNELS - 1 - k) * POSITIONS, POSITIONS);
    }
    return reversed;
  }
}
