package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.Methods;
import io.github.heatmill.model.evidence.Evidence;
import io.github.heatmill.tensor.Heatmap;
import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SsCamTest {
  private static final Tensor PICTURE =
      Pictures.picture(2, new float[] {4, 0, 0, 0}, new float[] {0, 0, 0, 2});
  private static final Tensor OTHER =
      Pictures.picture(2, new float[] {1, 5, 2, 0}, new float[] {3, 0, 1, 1});

  private final PixelNetwork network =
      new PixelNetwork(Pictures.RED_AND_GREEN, Pictures.RED_COUNTS, 1);
  private final Evidence evidence = network.evidence(Pictures.batch(PICTURE));

  @Test
  void noiseIsAddedToTheActivationsBeforeTheyAreScaled() {
    Random random = new Random(evidence.batch().seed(0));
    double[] means = new double[2];
    for (int n = 0; n < 3; n++) {
      float[] noisy = {4, 0, 0, 0, 0, 0, 0, 2};
      for (int i = 0; i < 8; i++) {
        noisy[i] += (float) (1.5 * random.nextGaussian());
      }
      Tensor masks = Ranges.minMaxScaled(Tensor.of(noisy, 2, 2, 2));
      // Pixel 0 alone is red, 4 of a mean over 4 pixels: the logit is the mask there.
      means[0] += masks.values()[0] / 3;
      means[1] += masks.values()[4] / 3;
    }
    double red = 1 / (1 + Math.exp(means[1] - means[0]));
    Tensor map = Pictures.map(Methods.method("ss-cam:samples=3,sigma=1.5"), network, evidence);
    assertThat(map.values())
        .containsExactly(
            new float[] {(float) (4 * red), 0, 0, (float) (2 * (1 - red))}, within(1e-5f));
    assertThat(network.runs()).isEqualTo(6);
  }

  @Test
  void withoutNoiseItIsScoreCam() {
    assertThat(Pictures.map(Methods.method("ss-cam:samples=3,sigma=0"), network, evidence))
        .isEqualTo(Pictures.map(new ScoreCam(), network, evidence));
  }

  @Test
  void muchNoiseMakesAllChannelsAlike() {
    Tensor map = Pictures.map(Methods.method("ss-cam:samples=4000,sigma=1000"), network, evidence);
    // Both weights tend to 1/2: 4 / 2 and 2 / 2. A mask's value is within 0..1, so the mean of
    // 4000 has a deviation below 0.5 / sqrt(4000) = 0.008, and the map one below 0.012.
    assertThat(map.values()).containsExactly(new float[] {2, 0, 0, 1}, within(0.05f));
  }

  @Test
  void theNoiseIsThatOfTheImage() {
    SsCam method = new SsCam();
    Tensor alone = Pictures.map(method, network, evidence);
    Tensor both = method.explain(network, network.evidence(Pictures.batch(OTHER, PICTURE)));
    assertThat(both.slice(1)).isEqualTo(alone);
    assertThat(Pictures.map(method, network, evidence)).isEqualTo(alone);
    float[] activations = {4, 0, 0, 0, 0, 0, 0, 2};
    Evidence bent =
        Pictures.bent(
            network.evidence(Pictures.batch(OTHER)), activations, new float[8], 1, 2, 2, 2);
    assertThat(Pictures.map(method, network, bent)).isNotEqualTo(alone);
  }

  @Test
  void edgesOfTheInputGiveNoNan() {
    assertThat(map(new float[4], 1, 1, 2, 2)).isEqualTo(Tensor.zeros(2, 2));
    // One channel has the weight 1; one place of three channels the weight 1/3 each.
    assertThat(map(new float[] {1, 3, -1, 0}, 1, 1, 2, 2))
        .isEqualTo(Tensor.of(new float[] {1, 3, 0, 0}, 2, 2));
    assertThat(map(new float[] {1, 2, 6}, 1, 3, 1, 1)).isEqualTo(Tensor.of(new float[] {3}, 1, 1));
    float most = Float.MAX_VALUE;
    assertThat(map(new float[] {most, -most, 0, 0}, 1, 1, 2, 2))
        .isEqualTo(Tensor.of(new float[] {most, 0, 0, 0}, 2, 2));
  }

  @Test
  void nanIsNotHidden() {
    assertThat(Heatmap.of(map(new float[] {1, Float.NaN, -1, 0}, 1, 1, 2, 2)).status())
        .isEqualTo(Heatmap.Status.NON_FINITE);
  }

  private Tensor map(float[] activations, int... shape) {
    Evidence bent = Pictures.bent(evidence, activations, new float[activations.length], shape);
    return Pictures.map(new SsCam(), network, bent);
  }
}
