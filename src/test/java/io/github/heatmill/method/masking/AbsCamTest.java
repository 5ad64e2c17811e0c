package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsCamTest {
  private static final Offset<Float> ULPS = within(1e-6f);
  private static final float[] RED = {8, 4, 0, 0};
  private static final float[] GREEN = {0, 6, 2, 0};
  private static final Tensor PICTURE = Pictures.picture(2, RED, GREEN);
  private static final float[] ACTIVATIONS = {8, 4, 0, 0, 0, 6, 3, 0};

  /** The means cancel in the first channel; the mean sizes are 2 and 1. */
  private static final float[] GRADIENTS = {2, -2, 2, -2, 1, 1, 1, 1};

  /** Sees red alone: a mean of r gives class 0 the probability 1 / (1 + exp(-r)). */
  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);

  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void absoluteGradientsAndMaskedScoresBothCount() {
    // Through 1 0.5 0 0 the red mean is (8 + 2) / 4 = 2.5: p = 0.9241418, s = 0.4241418.
    // Through 0 1 0.5 0 it is 4 / 4 = 1: p = 0.7310586, s = 0.2310586. Blank: p = 0.5.
    // Weights 2 * 0.4241418 = 0.8482836 and 1 * 0.2310586.
    assertThat(map("abs-cam").values())
        .containsExactly(
            new float[] {6.7862692f, 3.3931346f + 1.3863515f, 0.6931757f, 0}, within(1e-5f));
    assertThat(network.runs()).isEqualTo(3); // Two channels and a blank image.
  }

  @Test
  void theSizeOfTheGradientsChangesTheMapAndNotOnlyItsScale() {
    float[] other = {2, -2, 2, -2, 5, 5, 5, 5};
    Tensor before = Ranges.minMaxScaled(one(map("abs-cam")));
    Tensor after = Ranges.minMaxScaled(one(map("abs-cam", ACTIVATIONS, other)));
    assertThat((double) before.values()[1]).isCloseTo(4.7794861 / 6.7862692, within(1e-5));
    // The second channel counts five times: (3.3931346 + 6.9317573) is now the highest.
    assertThat(after.values()[1]).isEqualTo(1);
  }

  @Test
  void theSignOfAGradientDoesNotMatter() {
    float[] negative = {-2, -2, -2, -2, -1, 1, -1, 1};
    for (String id : List.of("abs-cam", "abs-cam:initial", "abs-cam:single", "abs-cam:channel")) {
      assertThat(map(id, ACTIVATIONS, negative)).isEqualTo(map(id));
    }
  }

  @Test
  void aChannelThatShowsLessThanABlankImageCountsNothing() {
    PixelNetwork redIsAgainst =
        new PixelNetwork(Pictures.RED_AND_GREEN, new float[][] {{-1, 1}, {0, 0}}, 1);
    Evidence bent = Pictures.bent(evidence, ACTIVATIONS, GRADIENTS, 1, 2, 2, 2);
    Tensor map = Pictures.map(new AbsCam(), redIsAgainst, bent);
    // First mask: red 2.5, green 0.5 * 6 / 4 = 0.75, logit -1.75: below 0. Second mask: red 1,
    // green (6 + 0.5 * 2) / 4 = 1.75, logit 0.75, p = 0.6791787, s = 0.1791787 on 0 6 3 0.
    assertThat(map.values()).containsExactly(new float[] {0, 1.0750722f, 0.5375361f, 0}, ULPS);
  }

  @Test
  void theInitialMapCostsNoRun() {
    // 2 * 8, 2 * 4 + 1 * 6, 1 * 3, 0.
    assertThat(map("abs-cam:initial")).isEqualTo(Tensor.of(new float[] {16, 14, 3, 0}, 2, 2));
    assertThat(network.runs()).isZero();
  }

  @Test
  void singleIsThePositiveMultipleOfTheInitialMapThatItsMaskScores() {
    Tensor initial = map("abs-cam:initial");
    Tensor single = map("abs-cam:single");
    // Mask 1 14/16 3/16 0: red (8 + 3.5) / 4 = 2.875, p = 1 / (1 + exp(-2.875)) = 0.9465967.
    for (int i = 0; i < initial.size(); i++) {
      assertThat(single.values()[i]).isCloseTo(0.9465967f * initial.values()[i], within(1e-5f));
    }
    assertThat(network.runs()).isEqualTo(1);
    assertThat(Ranges.minMaxScaled(one(single)).values())
        .containsExactly(Ranges.minMaxScaled(one(initial)).values(), ULPS);
  }

  @Test
  void channelWeighsScaledChannelsByTheSizeOfTheirLogits() {
    // Logits 2.5 and 1 as above, on 1 0.5 0 0 and 0 1 0.5 0.
    assertThat(map("abs-cam:channel"))
        .isEqualTo(Tensor.of(new float[] {2.5f, 1.25f + 1, 0.5f, 0}, 2, 2));
    PixelNetwork against = new PixelNetwork(Pictures.RED_AND_GREEN, new float[][] {{-1, 0}}, 1);
    Evidence bent = Pictures.bent(evidence, ACTIVATIONS, GRADIENTS, 1, 2, 2, 2);
    assertThat(Pictures.map(Methods.method("abs-cam:channel"), against, bent))
        .isEqualTo(map("abs-cam:channel"));
  }

  @Test
  void channelDoesNotChangeWhenGradientsAreScaledChannelByChannel() {
    float[] scaled = {200, -200, 200, -200, 0.001f, 0.001f, 0.001f, 0.001f};
    assertThat(map("abs-cam:channel", ACTIVATIONS, scaled)).isEqualTo(map("abs-cam:channel"));
    assertThat(map("abs-cam", ACTIVATIONS, scaled)).isNotEqualTo(map("abs-cam"));
  }

  @Test
  void channelLeavesOutAChannelWithoutGradients() {
    float[] onlyFirst = {2, -2, 2, -2, 0, 0, 0, 0};
    assertThat(map("abs-cam:channel", ACTIVATIONS, onlyFirst))
        .isEqualTo(Tensor.of(new float[] {2.5f, 1.25f, 0, 0}, 2, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs-cam", "abs-cam:initial", "abs-cam:single", "abs-cam:channel"})
  void healthyInputNeverGivesNan(String id) {
    assertThat(map(id, ACTIVATIONS, new float[8])).isEqualTo(Tensor.zeros(2, 2));
    assertThat(map(id, new float[8], GRADIENTS)).isEqualTo(Tensor.zeros(2, 2));
    Tensor constant = map(id, new float[] {5, 5, 5, 5, 0, 6, 3, 0}, GRADIENTS);
    assertThat(Heatmap.of(constant).status()).isEqualTo(Heatmap.Status.OK);
    Evidence place = Pictures.bent(evidence, new float[] {1, 5}, new float[] {1, -1}, 1, 2, 1, 1);
    assertThat(Heatmap.of(Pictures.map(Methods.method(id), network, place)).status())
        .isEqualTo(Heatmap.Status.FLAT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs-cam", "abs-cam:initial", "abs-cam:single", "abs-cam:channel"})
  void nanAnywhereIsNeverHidden(String id) {
    for (int i = 0; i < 8; i++) {
      float[] activations = ACTIVATIONS.clone();
      float[] gradients = GRADIENTS.clone();
      activations[i] = Float.NaN;
      gradients[i] = Float.NaN;
      assertThat(Heatmap.of(map(id, activations, GRADIENTS)).status())
          .isEqualTo(Heatmap.Status.NON_FINITE);
      assertThat(Heatmap.of(map(id, ACTIVATIONS, gradients)).status())
          .isEqualTo(Heatmap.Status.NON_FINITE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs-cam", "abs-cam:initial", "abs-cam:single", "abs-cam:channel"})
  void theOrderOfTheChannelsDoesNotMatter(String id) {
    float[] activations = {0, 6, 3, 0, 8, 4, 0, 0};
    float[] gradients = {1, 1, 1, 1, 2, -2, 2, -2};
    assertThat(map(id, activations, gradients).values())
        .containsExactly(map(id).values(), within(1e-5f));
  }

  @Test
  void theCostIsThatOfTheVariant() {
    assertThat(Methods.method("abs-cam").card().cost()).isEqualTo("1 per live channel + 1");
    assertThat(Methods.method("abs-cam:initial").card().cost()).isEqualTo("0");
    assertThat(Methods.method("abs-cam:single").card().cost()).isEqualTo("1");
    assertThat(Methods.method("abs-cam:channel").card().cost()).isEqualTo("1 per live channel");
  }

  private Tensor map(String id) {
    return map(id, ACTIVATIONS, GRADIENTS);
  }

  private Tensor map(String id, float[] activations, float[] gradients) {
    SaliencyMethod method = Methods.method(id);
    Evidence bent = Pictures.bent(evidence, activations, gradients, 1, 2, 2, 2);
    return Pictures.map(method, network, bent);
  }

  private static Tensor one(Tensor map) {
    return map.reshape(1, 2, 2);
  }
}
