package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class IsCamTest {
  private static final Offset<Float> ULPS = within(1e-6f);
  private static final Tensor PICTURE =
      Pictures.picture(2, new float[] {4, 0, 0, 0}, new float[] {0, 0, 0, 2});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);
  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void logitsAreMeansOverGrowingStrengths() {
    Tensor map = Pictures.map(Methods.method("is-cam:steps=2"), network, evidence);
    // At strengths 0.5 and 1 the red channel shows means of 0.5 and 1, on average 0.75; green 0.
    // w = softmax(0.75, 0) = 0.6791787, 0.3208213; times 4 and 2.
    assertThat(map.values()).containsExactly(new float[] {2.7167148f, 0, 0, 0.6416426f}, ULPS);
    assertThat(network.runs()).isEqualTo(4);
  }

  @Test
  void noStrengthExceedsOne() {
    Tensor map = Pictures.map(new IsCam(), network, evidence);
    // The mean of 0.1, 0.2, ..., 1 is 0.55. Factors that add up, as in torch-cam, would give 2.2.
    assertThat(map.values()[0]).isCloseTo((float) (4 / (1 + Math.exp(-0.55))), ULPS);
  }

  @Test
  void oneStepIsScoreCam() {
    assertThat(Pictures.map(Methods.method("is-cam:steps=1"), network, evidence))
        .isEqualTo(Pictures.map(new ScoreCam(), network, evidence));
  }

  @Test
  void aConstantChannelIsBlankAtEveryStrength() {
    Evidence constant =
        Pictures.bent(evidence, new float[] {4, 0, 0, 0, 7, 7, 7, 7}, new float[8], 1, 2, 2, 2);
    Tensor map = Pictures.map(Methods.method("is-cam:steps=2"), network, constant);
    // 4 * 0.6791787 + 7 * 0.3208213, and 7 * 0.3208213 elsewhere.
    assertThat(map.values())
        .containsExactly(new float[] {4.9624639f, 2.2457491f, 2.2457491f, 2.2457491f}, ULPS);
    assertThat(network.runs()).isEqualTo(3); // Two strengths of one channel, and a blank image.
  }

  @Test
  void nanIsNotHidden() {
    Evidence broken =
        Pictures.bent(
            evidence, new float[] {4, 0, Float.NaN, 0, 7, 7, 7, 7}, new float[8], 1, 2, 2, 2);
    assertThat(Heatmap.of(Pictures.map(new IsCam(), network, broken)).status())
        .isEqualTo(Heatmap.Status.NON_FINITE);
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    Tensor other = Pictures.picture(2, new float[] {1, 5, 2, 0}, new float[] {3, 0, 1, 1});
    Tensor maps = new IsCam().explain(network, network.evidence(Pictures.batch(other, PICTURE)));
    assertThat(maps.slice(1)).isEqualTo(Pictures.map(new IsCam(), network, evidence));
  }
}
