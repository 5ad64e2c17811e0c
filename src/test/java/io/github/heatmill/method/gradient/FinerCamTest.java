package io.github.heatmill.method.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.method.LinearNetwork;
import io.github.heatmill.method.Methods;
import io.github.heatmill.method.SaliencyMethod;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class FinerCamTest {
  private static final SaliencyMethod ONE_CLASS = Methods.method("finer-cam:similar=1,gamma=0.5");

  /** At the means (2, 1): y = 8, 5, 7, -4, 8.5. */
  private static final LinearNetwork FIVE =
      LinearNetwork.of(
          new double[] {3, 2},
          new double[] {1, 3},
          new double[] {2, 3},
          new double[] {-3, 2},
          new double[] {4, 0.5});

  private static final Tensor IMAGE = Tensor.of(new float[] {4, 0, 0, 2}, 1, 2, 1, 2);

  @Test
  void theClosestClassIsSubtracted() {
    // Closest to 8 is 8.5, class 4: T = y_0 - 0.5 y_4, dT/dm = 3 - 2 = 1, 2 - 0.25 = 1.75.
    // w is that by 2 places: 0.5, 0.875: 0.5 * 4 + 0, 0 + 0.875 * 2.
    assertThat(FIVE.maps(ONE_CLASS, IMAGE, 0).values())
        .containsExactly(new float[] {2, 1.75f}, within(1e-6f));
  }

  @Test
  void similarMeansCloseFromBothSides() {
    // Closest to y_2 = 7 is 8, class 0, not the lower 5: dT/dm = 2 - 1.5 = 0.5, 3 - 1 = 2.
    assertThat(FIVE.maps(ONE_CLASS, IMAGE, 2).values())
        .containsExactly(new float[] {1, 2}, within(1e-6f));
  }

  @Test
  void threeClassesAreAveragedUnlessSetOtherwise() {
    // 8.5, 7 and 5 are closest to 8: dT/dm = 3 - 0.6 (4 + 2 + 1) / 3 = 1.6,
    // 2 - 0.6 (0.5 + 3 + 3) / 3 = 0.7; by 2 places 0.8 * 4, 0.35 * 2.
    assertThat(FIVE.maps(new FinerCam(), IMAGE, 0).values())
        .containsExactly(new float[] {3.2f, 0.7f}, within(1e-6f));
  }

  /**
   * dT/dm by PyTorch's autograd in double precision, of the authors' code at the means (2, 1):
   * 0.4750646756, 1.8173427697 for class 0 and gamma 0.6, and -1.8466639156, 2.1869664671 for class
   * 2 and gamma 1. The map is that by 2 places, times 4 and 2, without negative values.
   */
  @Test
  void theFormOfTheAuthorsCodeWeighsClassesByTheirProbability() {
    assertThat(FIVE.maps(Methods.method("finer-cam:weighted,gamma=0.6"), IMAGE, 0).values())
        .containsExactly(new float[] {0.9501294f, 1.8173428f}, within(1e-5f));
    assertThat(FIVE.maps(Methods.method("finer-cam:weighted"), IMAGE, 2).values())
        .containsExactly(new float[] {0, 2.1869665f}, within(1e-5f));
  }

  @Test
  void withOneSimilarClassBothFormsAreTheDifference() {
    assertThat(FIVE.maps(Methods.method("finer-cam:weighted,similar=1"), IMAGE, 0).values())
        .containsExactly(
            FIVE.maps(Methods.method("finer-cam:similar=1,gamma=1"), IMAGE, 0).values(),
            within(1e-5f));
  }

  @Test
  void channelsThatTheClassesShareAreSuppressed() {
    LinearNetwork twins = LinearNetwork.of(new double[] {3, 2}, new double[] {3, -2});
    // With gamma 1 both need channel 0 alike: dT/dm = 0, 4.
    assertThat(twins.maps(Methods.method("finer-cam:gamma=1"), IMAGE, 0).values())
        .containsExactly(0, 4);
  }

  @Test
  void twoClassesAreComparedWithEachOther() {
    LinearNetwork two = LinearNetwork.of(new double[] {3, 2}, new double[] {5, 0});
    // dT/dm = 3 - 0.6 * 5 = 0, 2 - 0; by 2 places: 0, 1 * 2.
    assertThat(two.maps(new FinerCam(), IMAGE, 0).values())
        .containsExactly(new float[] {0, 2}, within(1e-6f));
  }

  @Test
  void aSingleClassHasNothingToCompareWith() {
    LinearNetwork one = LinearNetwork.of(new double[] {3, 2});
    assertThat(one.maps(new FinerCam(), IMAGE, 0)).isEqualTo(one.maps(new GradCam(), IMAGE, 0));
  }

  @Test
  void withoutStrengthItIsGradCam() {
    SaliencyMethod none = Methods.method("finer-cam:gamma=0");
    assertThat(FIVE.maps(none, IMAGE, 3)).isEqualTo(FIVE.maps(new GradCam(), IMAGE, 3));
    assertThat(FIVE.maps(none, IMAGE, 0)).isEqualTo(FIVE.maps(new GradCam(), IMAGE, 0));
  }

  @Test
  void equalLogitsGoByTheirIndex() {
    LinearNetwork equal =
        LinearNetwork.of(new double[] {3, 2}, new double[] {4, 0}, new double[] {0, 8});
    // All three are 8 at the means (2, 1): class 1 comes first. dT/dm = 3 - 2 = 1, 2 - 0 = 2.
    assertThat(equal.maps(ONE_CLASS, IMAGE, 0).values()).containsExactly(2, 2);
  }

  @Test
  void zeroGradientsAndDeadChannelsGiveNothing() {
    LinearNetwork blind = LinearNetwork.of(new double[] {0, 0}, new double[] {0, 0});
    assertThat(blind.maps(new FinerCam(), IMAGE, 0).values()).containsExactly(0, 0);
    assertThat(FIVE.maps(new FinerCam(), Tensor.zeros(1, 2, 1, 2), 0).values())
        .containsExactly(0, 0);
  }

  @Test
  void scalingTheWeightsScalesTheMap() {
    LinearNetwork larger =
        LinearNetwork.of(
            new double[] {24, 16},
            new double[] {8, 24},
            new double[] {16, 24},
            new double[] {-24, 16},
            new double[] {32, 4});
    float[] expected = FIVE.maps(new FinerCam(), IMAGE, 0).values();
    // All logits are 8 times those of FIVE, and so are all gradients.
    assertThat(larger.maps(new FinerCam(), IMAGE, 0).values())
        .containsExactly(new float[] {8 * expected[0], 8 * expected[1]}, within(1e-5f));
  }

  @Test
  void eachImageIsComparedOnItsOwn() {
    Tensor both = Tensor.of(new float[] {4, 0, 0, 2, 1, 1, 6, 0}, 2, 2, 1, 2);
    Tensor turned = Tensor.of(new float[] {1, 1, 6, 0, 4, 0, 0, 2}, 2, 2, 1, 2);
    Tensor maps = FIVE.maps(new FinerCam(), both, 0, 2);
    assertThat(maps.slice(0)).isEqualTo(FIVE.maps(new FinerCam(), IMAGE, 0).slice(0));
    assertThat(maps.slice(1)).isEqualTo(FIVE.maps(new FinerCam(), turned, 2, 0).slice(0));
  }

  @Test
  void brokenActivationsShow() {
    Tensor broken = Tensor.of(new float[] {4, Float.NaN, 0, 2}, 1, 2, 1, 2);
    assertThat(FIVE.maps(new FinerCam(), broken, 0).values()).contains(Float.NaN);
  }
}
