package io.github.heatmill.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.MethodCard.Need;
import io.github.heatmill.model.evidence.LayerEvidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The smallest layers and the largest numbers, for the methods of {@link LayerMapPropertiesTest}.
 */
class LayerMapEdgesTest {
  private static final String METHODS = "io.github.heatmill.method.LayerMapPropertiesTest#methods";

  @ParameterizedTest
  @MethodSource(METHODS)
  void aSingleChannelWithGradientOneIsTheMap(SaliencyMethod method) {
    LayerEvidence layer =
        Evidences.layer(new float[] {1, 0, 3, 2}, new float[] {1, 1, 1, 1}, 1, 1, 2, 2);
    float[] expected =
        switch (method.id()) {
            // Alpha = 1 / (2 + 6) at four places: half of the activations.
          case "grad-cam++" -> new float[] {0.5f, 0, 1.5f, 1};
            // Less the mean, 1.5: -0.5, -1.5, 1.5, 0.5; cut at 0.
          case "eigen-cam", "eigen-grad-cam" -> new float[] {0, 0, 1.5f, 0.5f};
          default -> new float[] {1, 0, 3, 2};
        };
    assertThat(Evidences.map(method, layer).values()).containsExactly(expected, within(1e-6f));
  }

  @ParameterizedTest
  @MethodSource(METHODS)
  void aSinglePlaceIsAFlatMap(SaliencyMethod method) {
    LayerEvidence layer = Evidences.layer(new float[] {2, 5}, new float[] {3, 4}, 1, 2, 1, 1);
    float expected =
        switch (method.id()) {
            // 3 / (2 + 2 * 3) * 2 + 4 / (2 + 5 * 4) * 5.
          case "grad-cam++" -> 3 / 8f * 2 + 4 / 22f * 5;
            // One place cannot vary.
          case "eigen-cam", "eigen-grad-cam" -> 0;
            // 2 * 3 + 5 * 4: with one place its gradient is the mean.
          default -> 26;
        };
    Tensor map = Evidences.map(method, layer);
    assertThat(map.values()).containsExactly(new float[] {expected}, within(1e-6f));
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @ParameterizedTest
  @MethodSource(METHODS)
  void extremesOverflowToAStatusAndNotToACrash(SaliencyMethod method) {
    float[] extremes = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 0};
    float[] large = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    Tensor map = Evidences.map(method, Evidences.layer(extremes, large, 1, 1, 2, 2));
    // The largest product is about 1e77, beyond float32; without gradients there is no product.
    boolean multiplies = method.card().need() != Need.FORWARD;
    assertThat(Float.isInfinite(map.values()[0])).isEqualTo(multiplies);
    assertThat(map.values()[1]).isZero();
    assertThat(Heatmap.of(map).status())
        .isEqualTo(multiplies ? Heatmap.Status.NON_FINITE : Heatmap.Status.OK);
  }
}
