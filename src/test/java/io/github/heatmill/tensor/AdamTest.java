package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void theFirstStepIsTheRateHoweverSteepTheSlope() {
    double[] parameters = {1, 1, 1};
    new Adam(3, 0.5).step(parameters, new double[] {1e-3, -1e6, 0});
    // Mean / root of square = +-1 at first, but for the epsilon of 1e-8.
    assertThat(parameters).containsExactly(new double[] {0.5, 1.5, 1}, within(1e-5));
  }

  @Test
  void laterStepsWeighEarlierGradients() {
    double[] parameters = {0};
    Adam adam = new Adam(1, 1);
    adam.step(parameters, new double[] {1});
    adam.step(parameters, new double[] {-3});
    // Mean: 0.9 * 0.1 - 0.1 * 3 = -0.21, by 1 - 0.81 = 0.19: -1.105263. Square: 0.999 * 0.001
    // + 0.001 * 9 = 0.009999, by 1 - 0.998001 = 0.001999: 5.002001, root 2.236515.
    // -1 + 1.105263 / 2.236515 = -0.505810.
    assertThat(parameters[0]).isCloseTo(-0.505810, within(1e-5));
  }

  @Test
  void aParabolaLeadsToItsMinimum() {
    double[] parameters = {0, 10};
    Adam adam = new Adam(2, 0.1);
    for (int i = 0; i < 2000; i++) {
      adam.step(parameters, new double[] {2 * (parameters[0] - 3), 8 * (parameters[1] + 1)});
    }
    assertThat(parameters).containsExactly(new double[] {3, -1}, within(1e-2));
  }

  @Test
  void aGradientThatIsNotFiniteMovesNothingAndSpoilsNothing() {
    double[] parameters = {0, 0};
    Adam adam = new Adam(2, 1);
    adam.step(parameters, new double[] {Double.NaN, Double.POSITIVE_INFINITY});
    assertThat(parameters).containsExactly(0, 0);
    adam.step(parameters, new double[] {1, -1});
    assertThat(parameters[0]).isNegative().isFinite();
    assertThat(parameters[1]).isPositive().isFinite();
  }
}
