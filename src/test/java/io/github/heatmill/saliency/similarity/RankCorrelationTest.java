package io.github.heatmill.saliency.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private static final Tensor MAP = map(0.3f, -2, 5, 0.1f, -0.4f, 7);
  private static final Tensor OTHER = map(4, 1, -3, 2, 2, 0.5f);

  @Test
  void isTheCorrelationOfTheRanks() {
    // Ranks 1 2 3 4 and 2 1 4 3; centred -1.5 -.5 .5 1.5 and -.5 -1.5 1.5 .5:
    // products .75 + .75 + .75 + .75 = 3; squares 2.25 + .25 + .25 + 2.25 = 5; 3 / 5.
    assertThat(RankCorrelation.of(map(10, 20, 30, 40), map(0.2f, 0.1f, 9, 8))).isEqualTo(0.6);
  }

  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(RankCorrelation.ranks(new float[] {5, 1, 5, 5, 0})).containsExactly(4, 2, 4, 4, 1);
    assertThat(RankCorrelation.ranks(new float[] {0, -0f})).containsExactly(1.5, 1.5);
    // Ranks 1 2.5 2.5 4 and 1 3 2 4; centred -1.5 0 0 1.5 and -1.5 .5 -.5 1.5: products 4.5;
    // squares 4.5 and 5; 4.5 / sqrt(22.5) = sqrt(0.9).
    assertThat(RankCorrelation.of(map(1, 2, 2, 4), map(1, 3, 2, 4)))
        .isCloseTo(Math.sqrt(0.9), within(1e-15));
  }

  @Test
  void ofAMapWithItselfIsOneAndWithItsNegativeMinusOne() {
    assertThat(RankCorrelation.of(MAP, MAP)).isEqualTo(1);
    assertThat(RankCorrelation.of(MAP, changed(MAP, v -> -v))).isEqualTo(-1);
  }

  @Test
  void isSymmetric() {
    assertThat(RankCorrelation.of(MAP, OTHER)).isEqualTo(RankCorrelation.of(OTHER, MAP));
  }

  @Test
  void strictlyIncreasingChangesLeaveItAsItIs() {
    double before = RankCorrelation.of(MAP, OTHER);

    assertThat(RankCorrelation.of(changed(MAP, v -> 3 * v + 7), OTHER)).isEqualTo(before);
    assertThat(RankCorrelation.of(MAP, changed(OTHER, Math::exp))).isEqualTo(before);
  }

  @Test
  void ofAbsolutesEvidenceForAndAgainstCountAlike() {
    assertThat(RankCorrelation.ofAbsolutes(MAP, changed(MAP, v -> -v))).isEqualTo(1);
    // Absolutes 1 2 3 and 3 1 2: centred ranks -1 0 1 and 1 -1 0; products -1; squares 2 and 2.
    assertThat(RankCorrelation.ofAbsolutes(map(1, -2, 3), map(-3, 1, 2))).isEqualTo(-0.5);
  }

  @Test
  void isUndefinedForConstantMapsAndForNumbersThatAreNotFinite() {
    assertThat(RankCorrelation.of(MAP, map(2, 2, 2, 2, 2, 2))).isNaN();
    assertThat(RankCorrelation.of(map(0, 0, 0, 0, 0, 0), MAP)).isNaN();
    assertThat(RankCorrelation.of(MAP, map(1, 2, Float.NaN, 3, 4, 5))).isNaN();
    assertThat(RankCorrelation.of(MAP, map(1, 2, Float.POSITIVE_INFINITY, 3, 4, 5))).isNaN();
    assertThat(RankCorrelation.ofAbsolutes(map(1, -1, 1), map(1, 2, 3))).isNaN();
  }

  @Test
  void mapsOfDifferentShapesAreRefused() {
    assertThatThrownBy(() -> RankCorrelation.of(MAP, map(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Maps cannot be compared: [1, 6] and [1, 2] (must have the same shape)");
  }

  @Test
  void aRankCountsTheLowerValuesAndHalfOfTheEqualOnes() {
    Random random = new Random(71);
    for (int i = 0; i < 200; i++) {
      float[] values = new float[1 + random.nextInt(60)];
      for (int j = 0; j < values.length; j++) {
        values[j] = random.nextInt(9) == 0 ? -0f : (float) random.nextGaussian() * (j % 3);
      }
      double[] expected = new double[values.length];
      for (int j = 0; j < values.length; j++) {
        for (float value : values) {
          expected[j] += value < values[j] ? 1 : value == values[j] ? 0.5 : 0;
        }
        expected[j] += 0.5; // Itself counted half.
      }
      assertThat(RankCorrelation.ranks(values)).containsExactly(expected);
    }
  }

  private static Tensor map(float... values) {
    return Tensor.of(values, 1, values.length);
  }

  private static Tensor changed(Tensor map, DoubleUnaryOperator change) {
    float[] values = new float[map.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) change.applyAsDouble(map.values()[i]);
    }
    return map(values);
  }
}
