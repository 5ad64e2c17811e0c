package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Probe.MaskGradients;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.alteration.Masks.Window;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PixelNetworkTest {
  private static final Tensor PICTURE =
      Pictures.picture(2, new float[] {4, 0, 0, 0}, new float[] {0, 0, 0, 2});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, new float[][] {{3, 0}, {1, -1}}, 1);

  @Test
  void evidenceIsColoursMeansAndWeights() {
    Evidence evidence = network.evidence(Pictures.batch(PICTURE));
    assertThat(evidence.layers().get(0).activations())
        .isEqualTo(Tensor.of(new float[] {4, 0, 0, 0, 0, 0, 0, 2}, 1, 2, 2, 2));
    // dy_0/dA = 3 / 4 and 0 / 4.
    assertThat(evidence.layers().get(0).gradients().values())
        .containsExactly(0.75f, 0.75f, 0.75f, 0.75f, 0, 0, 0, 0);
    // The means are 1 and 0.5: y = 3 * 1 and 1 * 1 - 1 * 0.5.
    assertThat(evidence.logits().values()).containsExactly(3, 0.5f);
  }

  @Test
  void aPlaceIsTheMeanOfItsCell() {
    PixelNetwork coarse = new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 2);
    Evidence evidence = coarse.evidence(Pictures.batch(PICTURE));
    // 4 / 4 and 2 / 4.
    assertThat(evidence.layers().get(0).activations())
        .isEqualTo(Tensor.of(new float[] {1, 0.5f}, 1, 2, 1, 1));
  }

  @Test
  void masksBlendImageAndBackground() {
    Tensor half = Tensor.of(new float[] {0.5f}, 1, 1, 1);
    Tensor white = Tensor.of(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 3, 2, 2);
    // Red (2 + 0.5, 0.5, 0.5, 0.5), mean 1; green (0.5, 0.5, 0.5, 1 + 0.5), mean 0.75.
    assertThat(network.logits(PICTURE, white, Masks.unscaled(half)).values())
        .containsExactly(3, 0.25f);
  }

  @Test
  void theWindowIsWhereTheImageBegins() {
    Tensor corner = Tensor.of(new float[] {0, 0, 0, 1}, 1, 2, 2);
    Masks masks = Masks.unscaled(corner).through(new Window(4, 4, new int[] {2}, new int[] {1}));
    // Half-pixel centres put 4 pixels at 0, 0.25, 0.75, 1: rows 2, 3 and columns 1, 2 of those.
    assertThat(MaskPixels.of(masks, 0, 2, 2))
        .containsExactly(0.75f * 0.25f, 0.75f * 0.75f, 0.25f, 0.75f);
  }

  @Test
  void maskGradientsAreThoseOfSmallChanges() {
    float[] red = {1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 1};
    Evidence evidence = network.evidence(Pictures.batch(Pictures.picture(4, red, new float[16])));
    float[] map = {0.3f, 0.9f, -0.5f, 0.1f};
    MaskGradients gradients = network.maskGradients(evidence, Tensor.of(map, 1, 2, 2));
    for (int i = 0; i < map.length; i++) {
      double slope = (logit(evidence, map, i, 0.01f) - logit(evidence, map, i, -0.01f)) / 0.02;
      assertThat((double) gradients.gradients().values()[i]).isCloseTo(slope, within(5e-3));
    }
  }

  private double logit(Evidence evidence, float[] map, int index, float change) {
    float[] changed = map.clone();
    changed[index] += change;
    return network.maskGradients(evidence, Tensor.of(changed, 1, 2, 2)).logits().values()[0];
  }
}
