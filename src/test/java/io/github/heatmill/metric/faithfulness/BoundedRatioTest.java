package io.github.heatmill.metric.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.PooledNumber;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the ratios of sums, computed from the values of a table. */
class BoundedRatioTest {

  /** Y and O of four images. */
  private static final double[][] IMAGES = {{0.8, 0.6}, {0.2, 0.1}, {0.5, 0.75}, {1, 1}};

  @Test
  void dropsAreWeightedByTheProbabilities() {
    // (0.2 + 0.1 + 0 + 0) / (0.8 + 0.2 + 0.5 + 1).
    assertThat(ratio("bounded_drop", IMAGES)).isCloseTo(0.3 / 2.5, within(1e-12));
  }

  @Test
  void increasesAreWeightedByTheMissingProbability() {
    // 0.25 / (0.2 + 0.8 + 0.5 + 0).
    assertThat(ratio("bounded_increase", IMAGES)).isCloseTo(0.25 / 1.5, within(1e-12));
  }

  @Test
  void tinyProbabilitiesKeepTheirIncrease() {
    // (0.5 - 1e-20) / (1 - 1e-20); [-d]+ itself is 1 to the last bit.
    assertThat(ratio("bounded_increase", new double[][] {{1e-20, 0.5}})).isEqualTo(0.5);
  }

  @Test
  void withoutImagesTheyAreUndefined() {
    assertThat(pooled("bounded_drop").value(new double[2])).isNaN();
    assertThat(pooled("bounded_increase").value(new double[2])).isNaN();
  }

  @Test
  void boundsHold() {
    Random random = new Random(2);
    for (int trial = 0; trial < 200; trial++) {
      double[][] images = new double[5][];
      for (int i = 0; i < images.length; i++) {
        images[i] = new double[] {random.nextDouble(), random.nextDouble()};
      }
      double drop = Arrays.stream(images).mapToDouble(p -> Math.max(0, p[0] - p[1])).sum();
      double all = Arrays.stream(images).mapToDouble(p -> p[0]).sum();
      assertThat(ratio("bounded_drop", images)).isCloseTo(drop / all, within(1e-12));
      assertThat(ratio("bounded_drop", images)).isBetween(0.0, 1.0);
      assertThat(ratio("bounded_increase", images)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theIncreaseAsksForTheGainThatItRestsOn() {
    assertThat(Metrics.metric("bounded_increase").companions()).containsExactly("average_gain");
    assertThat(Metrics.metric("bounded_increase:black").companions())
        .containsExactly("average_gain:black");
    assertThat(pooled("bounded_drop").column().name()).isEqualTo("bounded_drop_ratio");
    assertThat(pooled("bounded_increase").column().name()).isEqualTo("bounded_increase_ratio");
  }

  private static PooledNumber pooled(String id) {
    return Metrics.metric(id).pooled().get(0);
  }

  private static double ratio(String id, double[][] images) {
    PooledNumber pooled = pooled(id);
    double[] sums = new double[2];
    for (double[] image : images) {
      double[] terms = pooled.terms(row(image[0], image[1]));
      if (!Double.isNaN(terms[0])) {
        sums[0] += terms[0];
        sums[1] += terms[1];
      }
    }
    return pooled.value(sums);
  }

  private static PooledNumber.Numbers row(double original, double shaded) {
    return new PooledNumber.Numbers() {
      @Override
      public double column(String name) {
        return ShadedMetricsTest.value(name, original, shaded);
      }

      @Override
      public double probability() {
        return original;
      }
    };
  }
}
