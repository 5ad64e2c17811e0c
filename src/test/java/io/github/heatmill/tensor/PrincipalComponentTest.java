package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentTest {
  private static final double SMALL = 1e-9;

  @Test
  void aSingleChannelIsItsOwnComponent() {
    // Mean 3: -2, -1, 3.
    assertThat(projection(new double[] {1, 2, 6}))
        .containsExactly(new double[] {-2, -1, 3}, within(SMALL));
  }

  @Test
  void channelsThatVaryTogetherAddUp() {
    // Centred: 3 (-1, -1, 2) and 4 (-1, -1, 2); length of (3, 4) is 5: 5 (-1, -1, 2).
    assertThat(projection(new double[] {0, 0, 9}, new double[] {7, 7, 19}))
        .containsExactly(new double[] {-5, -5, 10}, within(SMALL));
  }

  @Test
  void theStrongerOfTwoUnrelatedPatternsWins() {
    // Centred they are at right angles: 1 + 1 + 4 = 6 of the first, 0.5 of the second.
    assertThat(projection(new double[] {4, 1, 1}, new double[] {0, 0.5, -0.5}))
        .containsExactly(new double[] {2, -1, -1}, within(SMALL));
  }

  @Test
  void theLargestAbsoluteValueIsPositive() {
    // Centred: 1, 1, -2, whose -2 is the largest, so all turn.
    assertThat(projection(new double[] {4, 4, 1}))
        .containsExactly(new double[] {-1, -1, 2}, within(SMALL));
  }

  @Test
  void ofTwoEquallyLargeValuesTheOneWithMoreIsPositive() {
    assertThat(projection(new double[] {3, 7}))
        .containsExactly(new double[] {-2, 2}, within(SMALL));
    assertThat(projection(new double[] {7, 3}))
        .containsExactly(new double[] {2, -2}, within(SMALL));
    // Centred: 2 (-1, 1) and 1 (1, -1). Together they are more at the second place.
    assertThat(projection(new double[] {3, 7}, new double[] {5, 3}))
        .containsExactly(new double[] {-Math.sqrt(5), Math.sqrt(5)}, within(SMALL));
  }

  @Test
  void bothWaysToComputeItAgree() {
    // 4 channels of 9 places take the one way; 9 channels, five of them 0, the other.
    double[][] few = noise(4, 9);
    double[][] many = new double[9][9];
    for (int k = 0; k < few.length; k++) {
      many[2 * k] = few[k].clone();
    }
    assertThat(projection(many)).containsExactly(projection(few), within(SMALL));
  }

  @Test
  void noOtherDirectionVariesMore() {
    double[][] channels = noise(6, 20);
    double[] best = projection(copy(channels));
    double variation = Arrays.stream(best).map(v -> v * v).sum();
    Random random = new Random(7);
    for (int trial = 0; trial < 1000; trial++) {
      double[] other = along(random.doubles(6, -1, 1).toArray(), channels);
      assertThat(Arrays.stream(other).map(v -> v * v).sum()).isLessThanOrEqualTo(variation + SMALL);
    }
  }

  @Test
  void constantChannelsHaveNone() {
    // 0.1 has no exact sum: without care a rounding error would become the pattern.
    double[] constant = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    assertThat(projection(constant.clone(), new double[7])).containsOnly(0);
    assertThat(projection(new double[] {5})).containsExactly(0);
  }

  @Test
  void equallyStrongPatternsStillGiveOneOfThem() {
    // Two patterns at right angles, each of length sqrt(2).
    double[] map = projection(new double[] {1, -1, 0, 0}, new double[] {0, 0, 1, -1});
    assertThat(Arrays.stream(map).map(v -> v * v).sum()).isCloseTo(2, within(SMALL));
  }

  @Test
  void nearlyEquallyStrongPatternsAreToldApart() {
    // Strengths of 2 and 2.000002: plain power iteration would need millions of steps.
    double[] map = projection(new double[] {1, -1, 0, 0}, new double[] {0, 0, 1.000001, -1.000001});
    assertThat(map).containsExactly(new double[] {0, 0, 1.000001, -1.000001}, within(1e-6));
  }

  @Test
  void hugeAndTinyValuesNeitherOverflowNorVanish() {
    assertThat(projection(new double[] {0, 0, 3e200})[2] / 2e200).isCloseTo(1, within(SMALL));
    assertThat(projection(new double[] {0, 0, 3e-200})[2] / 2e-200).isCloseTo(1, within(SMALL));
  }

  @Test
  void valuesThatAreNotFiniteShowEverywhere() {
    assertThat(projection(new double[] {1, 2, 3}, new double[] {0, Double.NaN, 0}))
        .containsOnly(Double.NaN);
    assertThat(projection(new double[] {1, Double.POSITIVE_INFINITY, 3})).containsOnly(Double.NaN);
    assertThat(projection(new double[] {Double.NEGATIVE_INFINITY})).containsOnly(Double.NaN);
  }

  private static double[] projection(double[]... channels) {
    return PrincipalComponent.projection(channels);
  }

  /** The centred channels, projected on a direction of length 1. */
  private static double[] along(double[] direction, double[][] channels) {
    double length = Math.sqrt(Arrays.stream(direction).map(v -> v * v).sum());
    double[] projection = new double[channels[0].length];
    for (int k = 0; k < channels.length; k++) {
      double mean = Arrays.stream(channels[k]).average().orElseThrow();
      for (int p = 0; p < projection.length; p++) {
        projection[p] += direction[k] / length * (channels[k][p] - mean);
      }
    }
    return projection;
  }

  private static double[][] noise(int channels, int places) {
    Random random = new Random(20260101);
    double[][] noise = new double[channels][];
    Arrays.setAll(noise, k -> random.doubles(places).toArray());
    return noise;
  }

  private static double[][] copy(double[][] channels) {
    return Arrays.stream(channels).map(double[]::clone).toArray(double[][]::new);
  }
}
