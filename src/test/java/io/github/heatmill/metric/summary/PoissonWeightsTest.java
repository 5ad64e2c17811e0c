package io.github.heatmill.metric.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoissonWeightsTest {
  private static final int IMAGES = 2_000;

  @Test
  void countsAreThoseOfThePoissonDistribution() {
    double[] counts = new double[10];
    for (int image = 0; image < IMAGES; image++) {
      Arrays.stream(resampled("photo-" + image)).forEach(weight -> counts[(int) weight]++);
    }
    double all = DoubleStream.of(counts).sum();

    // 2,000 x 1,000 draws: e^-1 / k! with a standard error of at most 0.0004.
    assertThat(all).isEqualTo(2_000_000);
    assertThat(counts[0] / all).isCloseTo(0.36788, within(0.0015));
    assertThat(counts[1] / all).isCloseTo(0.36788, within(0.0015));
    assertThat(counts[2] / all).isCloseTo(0.18394, within(0.0012));
    assertThat(counts[3] / all).isCloseTo(0.06131, within(0.0008));
    assertThat(counts[4] / all).isCloseTo(0.01533, within(0.0004));
    assertThat(counts[9]).isZero();
  }

  @Test
  void meanAndVarianceOverImagesAreOne() {
    double[] weights =
        IntStream.range(0, IMAGES).mapToDouble(i -> resampled("photo-" + i)[500]).toArray();
    double mean = DoubleStream.of(weights).average().orElseThrow();
    double variance =
        DoubleStream.of(weights).map(w -> (w - mean) * (w - mean)).average().orElseThrow();

    // Standard errors 1 / sqrt(2,000) = 0.022 and sqrt(3 / 2,000) = 0.039.
    assertThat(mean).isCloseTo(1, within(0.07));
    assertThat(variance).isCloseTo(1, within(0.12));
  }

  @Test
  void aNameAlwaysGetsTheSameWeights() {
    double[] first = resampled("file:/images/cat.jpg");
    resampled("file:/images/dog.jpg");

    assertThat(resampled("file:/images/cat.jpg")).isEqualTo(first);
    // The values of the same arithmetic in Python. A change of the draw changes every published
    // interval.
    assertThat(Arrays.copyOf(first, 8)).containsExactly(1, 1, 0, 0, 0, 1, 4, 1);
  }

  @Test
  void namesThatDifferInOneLetterGetWeightsThatHaveNothingInCommon() {
    assertThat(correlation(resampled("photo-1"), resampled("photo-2"))).isBetween(-0.1, 0.1);
    assertThat(correlation(resampled(""), resampled("\0"))).isBetween(-0.1, 0.1);
  }

  @Test
  void neighbouringResamplesHaveNothingInCommon() {
    double[] weights = resampled("photo");
    double[] next = Arrays.copyOfRange(weights, 1, weights.length);

    // A standard error of 1 / sqrt(1,000) = 0.03.
    assertThat(correlation(Arrays.copyOf(weights, next.length), next)).isBetween(-0.1, 0.1);
  }

  @Test
  void theFirstWeightIsOneForTheImagesAsTheyAre() {
    double[] weights = new double[4];
    PoissonWeights.draw("photo", weights);

    assertThat(weights[0]).isEqualTo(1);
  }

  private static double[] resampled(String image) {
    double[] weights = new double[1 + PoissonWeights.RESAMPLES];
    PoissonWeights.draw(image, weights);
    return Arrays.copyOfRange(weights, 1, weights.length);
  }

  /** Of weights whose mean and variance are about 1. */
  private static double correlation(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> (one[i] - 1) * (other[i] - 1))
        .average()
        .orElseThrow();
  }
}
