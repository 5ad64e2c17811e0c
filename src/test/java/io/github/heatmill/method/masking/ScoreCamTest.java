package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoreCamTest {
  private static final Offset<Float> ULPS = within(1e-6f);
  private static final float[] RED = {4, 0, 0, 0};
  private static final float[] GREEN = {0, 0, 0, 2};
  private static final Tensor PICTURE = Pictures.picture(2, RED, GREEN);
  private static final float[] NO_GRADIENTS = new float[8];

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);
  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void channelsAreWeightedByTheLogitOfTheMaskedImage() {
    Tensor map = Pictures.map(new ScoreCam(), network, evidence);
    // Through the red mask 1 0 0 0 the red mean is 4 / 4 = 1, through the green mask it is 0.
    // w = softmax(1, 0) = e / (e + 1), 1 / (e + 1) = 0.7310586, 0.2689414; times 4 and 2.
    assertThat(map.values()).containsExactly(new float[] {2.9242344f, 0, 0, 0.5378828f}, ULPS);
    assertThat(network.runs()).isEqualTo(2);
  }

  @Test
  void anotherClassHasOtherWeights() {
    PixelNetwork greenCounts = new PixelNetwork(Pictures.RED_AND_GREEN, new float[][] {{0, 2}}, 1);
    Tensor map =
        Pictures.map(new ScoreCam(), greenCounts, greenCounts.evidence(Pictures.batch(PICTURE)));
    // 2 * 2 / 4 = 1 through green, 0 through red: 4 * 0.2689414 and 2 * 0.7310586.
    assertThat(map.values()).containsExactly(new float[] {1.0757657f, 0, 0, 1.4621172f}, ULPS);
  }

  @Test
  void masksAreEnlargedToTheImage() {
    float[] red = {8, 8, 0, 0, 8, 8, 0, 0};
    PixelNetwork coarse = new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 2);
    Evidence wide = coarse.evidence(Pictures.batch(Pictures.picture(4, red, new float[8])));
    Tensor map = Pictures.map(new ScoreCam(), coarse, wide);
    // A = 8 0; enlarged and scaled 1 2/3 1/3 0 in both rows. Red seen: (8 + 16/3) * 2 = 80/3 over 8
    // pixels is 10/3. The green channel is black: 0. w = 1 / (1 + exp(-10/3)) = 0.9655548.
    assertThat(map.values()).containsExactly(new float[] {8 * 0.9655548f, 0}, ULPS);
    Tensor halfPixel = Pictures.map(Methods.method("score-cam:half-pixel"), coarse, wide);
    // Enlarged and scaled 1 0.75 0.25 0: (8 + 6) * 2 = 28 over 8 pixels is 3.5, w = 0.9706878.
    assertThat(halfPixel.values()).containsExactly(new float[] {8 * 0.9706878f, 0}, ULPS);
  }

  @Test
  void aConstantChannelTakesPartWithTheLogitOfTheBlankImage() {
    Evidence constant =
        Pictures.bent(
            evidence, new float[] {4, 0, 0, 0, 0, 0, 0, 2, 3, 3, 3, 3}, new float[12], 1, 3, 2, 2);
    Tensor map = Pictures.map(new ScoreCam(), network, constant);
    // w = softmax(1, 0, 0) = 0.5761169, 0.2119416, 0.2119416: 4 * 0.5761169 + 3 * 0.2119416, ...
    assertThat(map.values())
        .containsExactly(new float[] {2.9402924f, 0.6358247f, 0.6358247f, 1.0597078f}, ULPS);
    assertThat(network.runs()).isEqualTo(3);
  }

  @Test
  void allConstantChannelsTogetherCostOneRun() {
    float[] activations = new float[10 * 4];
    Arrays.fill(activations, 8, 16, 5);
    System.arraycopy(RED, 0, activations, 0, 4);
    Pictures.map(
        new ScoreCam(), network, Pictures.bent(evidence, activations, new float[40], 1, 10, 2, 2));
    assertThat(network.runs()).isEqualTo(2);
  }

  @Test
  void theScaleOfAChannelDoesNotChangeItsMask() {
    float[] larger = {4, 0, 0, 0, 0, 0, 0, 2 * 64};
    float[] shifted = {4, 0, 0, 0, -1, -1, -1, 1};
    // Weights stay 0.7310586 and 0.2689414; only the channel itself differs in the sum.
    assertThat(map(larger).values())
        .containsExactly(new float[] {2.9242344f, 0, 0, 128 * 0.2689414f}, within(1e-5f));
    assertThat(map(shifted).values())
        .containsExactly(new float[] {2.9242344f - 0.2689414f, 0, 0, 0.2689414f}, ULPS);
  }

  @Test
  void theOrderOfTheChannelsDoesNotMatter() {
    assertThat(map(0, 0, 0, 2, 4, 0, 0, 0).values())
        .containsExactly(map(4, 0, 0, 0, 0, 0, 0, 2).values(), ULPS);
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    Tensor other = Pictures.picture(2, new float[] {1, 5, 2, 0}, new float[] {3, 0, 1, 1});
    Tensor maps = new ScoreCam().explain(network, network.evidence(Pictures.batch(other, PICTURE)));
    assertThat(maps.slice(1)).isEqualTo(Pictures.map(new ScoreCam(), network, evidence));
  }

  @Test
  void aSingleChannelIsTheMap() {
    Evidence single = Pictures.bent(evidence, new float[] {1, -2, 0, 3}, new float[4], 1, 1, 2, 2);
    assertThat(Pictures.map(new ScoreCam(), network, single))
        .isEqualTo(Tensor.of(new float[] {1, 0, 0, 3}, 2, 2));
  }

  @Test
  void aSinglePlaceHidesTheImageFromEveryChannelAlike() {
    Evidence place = Pictures.bent(evidence, new float[] {1, 5}, new float[2], 1, 2, 1, 1);
    // (1 + 5) / 2.
    assertThat(Pictures.map(new ScoreCam(), network, place))
        .isEqualTo(Tensor.of(new float[] {3}, 1, 1));
  }

  @Test
  void aDeadLayerGivesAFlatMap() {
    assertThat(Heatmap.of(map(new float[8])).status()).isEqualTo(Heatmap.Status.FLAT);
  }

  @Test
  void theLargestNumbersMakeAMaskLikeAnyOther() {
    float most = Float.MAX_VALUE;
    // The mask is 1 0 0.5 0.5: the red mean through it is 1, as through the red channel itself.
    assertThat(map(most, -most, 0, 0, 4, 0, 0, 0).values())
        .containsExactly(new float[] {most / 2, 0, 0, 0}, within(most * 1e-6f));
  }

  @Test
  void nanAnywhereIsNeverHidden() {
    for (int i = 0; i < 8; i++) {
      float[] broken = {4, 0, 0, 0, 0, 0, 0, 2};
      broken[i] = Float.NaN;
      assertThat(Heatmap.of(map(broken)).status()).isEqualTo(Heatmap.Status.NON_FINITE);
    }
  }

  @Test
  void manyChannelsCrossToTheNetworkInPortions() {
    float[] activations = new float[600 * 4];
    for (int k = 0; k < 600; k++) {
      activations[k * 4 + k % 4] = 1 + k;
    }
    Evidence many = Pictures.bent(evidence, activations, new float[600 * 4], 1, 600, 2, 2);
    Tensor map = Pictures.map(new ScoreCam(), network, many);
    assertThat(network.runs()).isEqualTo(600);
    assertThat(network.mostAtOnce()).isEqualTo(256);
    // Every fourth channel opens pixel 0, which alone is red: weight e / (150 e + 450) each, and
    // 1 / (150 e + 450) for the rest. At pixel 0: 1 + 5 + ... + 597 = 150 * 299 = 44850.
    assertThat((double) map.values()[0])
        .isCloseTo(44850 * Math.E / (150 * Math.E + 450), within(1e-3));
    assertThat((double) map.values()[3])
        .isCloseTo(45300 / (150 * Math.E + 450), within(1e-3)); // 4 + 8 + ... + 600 = 150 * 302
  }

  private Tensor map(float... activations) {
    return Pictures.map(
        new ScoreCam(), network, Pictures.bent(evidence, activations, NO_GRADIENTS, 1, 2, 2, 2));
  }
}
