package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @Test
  void probabilitiesAreSharesOfTheExponentials() {
    // exp(0) = 1 and exp(ln 3) = 3: shares 1 / 4 and 3 / 4.
    double[] probabilities = Softmax.of(new float[] {0, (float) Math.log(3)});
    assertThat(probabilities).containsExactly(new double[] {0.25, 0.75}, within(1e-7));
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    assertThat(Softmax.of(new float[] {1e30f, 1e30f, -1e30f})).containsExactly(0.5, 0.5, 0);
    assertThat(Softmax.of(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE})).containsExactly(1, 0);
  }

  @Test
  void aShiftOfAllLogitsChangesNothing() {
    assertThat(Softmax.of(new float[] {1, 2, 4})).isEqualTo(Softmax.of(new float[] {-3, -2, 0}));
  }

  @Test
  void aRuledOutClassHasNoProbability() {
    assertThat(Softmax.of(new float[] {-INFINITY, 5})).containsExactly(0, 1);
  }

  @Test
  void brokenLogitsGiveNaNEverywhere() {
    for (float broken : new float[] {Float.NaN, INFINITY}) {
      assertThat(Softmax.of(new float[] {broken, 1})).containsOnly(Double.NaN);
    }
    assertThat(Softmax.of(new float[] {-INFINITY, -INFINITY})).containsOnly(Double.NaN);
  }

  /** exp(0) and exp(log 3) are 1 and 3 of 4. */
  @Test
  void logarithmsAreThoseOfTheProbabilities() {
    assertThat(Softmax.logarithms(new float[] {0, (float) Math.log(3)}))
        .containsExactly(new double[] {Math.log(0.25), Math.log(0.75)}, within(1e-7));
    assertThat(Softmax.logarithms(new float[] {1000, 0}))
        .as("without overflow")
        .containsExactly(0, -1000);
  }
}
