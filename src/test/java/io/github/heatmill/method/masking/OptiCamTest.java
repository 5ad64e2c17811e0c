package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptiCamTest {
  private static final Tensor PICTURE =
      Pictures.picture(2, new float[] {4, 2, 0, 0}, new float[] {0, 0, 0, 8});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);
  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void theFirstStepGoesUpByTheRate() {
    Tensor map = Pictures.map(Methods.method("opti-cam:steps=1"), network, evidence);
    // Equal weights: 2 1 0 4, scaled 0.5 0.25 0 1; red counts, and more of it lets more red
    // through. Adam's first step is the rate times the sign: u = 0.6, 0.4, weights
    // 1 / (1 + exp(-0.2)) = 0.5498340 and 0.4501660.
    assertThat(map.values())
        .containsExactly(new float[] {2.1993360f, 1.0996680f, 0, 3.6013280f}, within(1e-5f));
    assertThat(network.runs()).isEqualTo(2); // At the start, and after the step.
  }

  @Test
  void theSearchFindsTheChannelThatShowsTheClass() {
    Tensor map = Pictures.map(new OptiCam(), network, evidence);
    // Once the red channel has 2/3 of the weight, the mask is 1 0.5 0 and something: (4 + 1) / 4.
    assertThat(logit(map)).isCloseTo(1.25, within(1e-6));
    assertThat(map.values()[0]).isGreaterThan(map.values()[3]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate=0.1", "rate=5", "rate=100", "rate=0.001", "rate=3,steps=1"})
  void theResultIsNeverWorseThanTheStart(String options) {
    Random random = new Random(7);
    for (int trial = 0; trial < 20; trial++) {
      float[] activations = new float[5 * 4];
      for (int i = 0; i < activations.length; i++) {
        activations[i] = (float) random.nextGaussian();
      }
      Evidence bent = Pictures.bent(evidence, activations, new float[20], 1, 5, 2, 2);
      float[] mean = new float[4];
      for (int i = 0; i < activations.length; i++) {
        mean[i % 4] += activations[i] / 5;
      }
      Tensor map = Pictures.map(Methods.method("opti-cam:" + options), network, bent);
      assertThat(logit(map))
          .isGreaterThanOrEqualTo(logit(Tensor.of(mean, 2, 2)) - 1e-5); // Up to rounding.
    }
  }

  @Test
  void theSlopeOfTheWeightsIsThatOfSmallChanges() {
    OptiSearch search = new OptiSearch(evidence.layers().get(0).activations().slice(0), 0.01);
    Tensor start = search.next();
    // With w = softmax(u) and both u alike, du = (d, -d) changes w by (d / 2, -d / 2), so one
    // tiny first step of +-0.01 must raise the logit by about 0.01 times the sum of both slopes.
    Tensor maps = start.reshape(1, 2, 2);
    search.learn(
        network.maskGradients(evidence, maps).logits().values()[0],
        network.maskGradients(evidence, maps).gradients().slice(0));
    // The mask is w_0 / (2 w_1) of the red one: y = 1.25 w_0 / (2 w_1), whose slope by du is
    // 1.25 / 2 * 2 d = 1.25 * 0.01.
    assertThat(logit(search.next()) - logit(start)).isCloseTo(0.0125, within(2e-4));
  }

  @Test
  void theOrderOfTheChannelsDoesNotMatter() {
    float[] swapped = {0, 0, 0, 8, 4, 2, 0, 0};
    Evidence bent = Pictures.bent(evidence, swapped, new float[8], 1, 2, 2, 2);
    assertThat(Pictures.map(new OptiCam(), network, bent).values())
        .containsExactly(Pictures.map(new OptiCam(), network, evidence).values(), within(1e-4f));
  }

  @Test
  void thePlaceInTheBatchDoesNotMatter() {
    Tensor other = Pictures.picture(2, new float[] {1, 5, 2, 0}, new float[] {3, 0, 1, 1});
    Tensor black = Tensor.zeros(3, 2, 2);
    Tensor maps =
        new OptiCam().explain(network, network.evidence(Pictures.batch(black, other, PICTURE)));
    assertThat(maps.slice(2)).isEqualTo(Pictures.map(new OptiCam(), network, evidence));
  }

  @Test
  void nothingIsSearchedWhereNothingCanChange() {
    // One channel has the weight 1, whatever u is.
    assertThat(map(new float[] {1, 3, 0, -2}, 1, 1, 2, 2))
        .isEqualTo(Tensor.of(new float[] {1, 3, 0, -2}, 2, 2));
    assertThat(network.runs()).isEqualTo(1);
    // Constant maps have no gradient, and the mean of the channels stays: (2 + 4) / 2.
    assertThat(map(new float[] {2, 2, 2, 2, 4, 4, 4, 4}, 1, 2, 2, 2))
        .isEqualTo(Tensor.of(new float[] {3, 3, 3, 3}, 2, 2));
    assertThat(map(new float[8], 1, 2, 2, 2)).isEqualTo(Tensor.zeros(2, 2));
    assertThat(map(new float[] {1, 5}, 1, 2, 1, 1)).isEqualTo(Tensor.of(new float[] {3}, 1, 1));
    assertThat(network.runs()).isEqualTo(4);
  }

  @Test
  void deadChannelsDoNoHarm() {
    float[] activations = {4, 2, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0};
    assertThat(Heatmap.of(map(activations, 1, 3, 2, 2)).status()).isEqualTo(Heatmap.Status.OK);
  }

  @Test
  void theLargestNumbersGiveNoNan() {
    float most = Float.MAX_VALUE;
    Tensor map = map(new float[] {most, 0, 0, 0, 0, 0, most / 2, 0}, 1, 2, 2, 2);
    assertThat(Heatmap.of(map).status()).isEqualTo(Heatmap.Status.OK);
  }

  @Test
  void nanAnywhereIsNeverHidden() {
    for (int i = 0; i < 8; i++) {
      float[] broken = {4, 2, 0, 0, 0, 0, 0, 8};
      broken[i] = Float.NaN;
      assertThat(Heatmap.of(map(broken, 1, 2, 2, 2)).status()).isEqualTo(Heatmap.Status.NON_FINITE);
    }
    Tensor brokenPicture =
        Pictures.picture(2, new float[] {Float.NaN, 2, 0, 0}, new float[] {0, 0, 0, 8});
    Evidence bent =
        Pictures.bent(
            network.evidence(Pictures.batch(brokenPicture)),
            new float[] {4, 2, 0, 0, 0, 0, 0, 8},
            new float[8],
            1,
            2,
            2,
            2);
    assertThat(Heatmap.of(Pictures.map(new OptiCam(), network, bent)).status())
        .isEqualTo(Heatmap.Status.NON_FINITE);
  }

  private Tensor map(float[] activations, int... shape) {
    Evidence bent = Pictures.bent(evidence, activations, new float[activations.length], shape);
    return Pictures.map(new OptiCam(), network, bent);
  }

  private double logit(Tensor map) {
    Masks masks = Masks.minMaxScaled(map.reshape(1, 2, 2));
    return network.logits(PICTURE, Tensor.zeros(3, 2, 2), masks).values()[0];
  }
}
