package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void theFirstStepIsTheRateInTheDirectionOfTheGradient() {
    double[] numbers = {1, 1, 1};
    new Adam(3, 0.1).climb(numbers, new double[] {1000, -0.001, 0});
    assertThat(numbers).containsExactly(new double[] {1.1, 0.9, 1}, within(1e-5));
  }

  @Test
  void theSecondStepWeighsBothGradients() {
    Adam adam = new Adam(1, 1);
    double[] number = {0};
    adam.climb(number, new double[] {1});
    adam.climb(number, new double[] {3});
    // Mean: 0.9 * 0.1 + 0.1 * 3 = 0.39, over 1 - 0.81 is 2.0526316. Square: 0.999 * 0.001 + 0.001
    // * 9 = 0.009999, over 1 - 0.998001 is 5.0020010, its root 2.2365153. 1 + 2.0526316 / that.
    assertThat(number[0]).isCloseTo(1.9177812, within(1e-6));
  }

  @Test
  void itFindsAMaximum() {
    Adam adam = new Adam(1, 0.1);
    double[] number = {0};
    for (int i = 0; i < 500; i++) {
      adam.climb(number, new double[] {2 * (3 - number[0])}); // Of -(x - 3)^2.
    }
    assertThat(number[0]).isCloseTo(3, within(0.01));
  }
}
