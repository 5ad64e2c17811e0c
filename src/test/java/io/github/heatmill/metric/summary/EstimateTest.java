package io.github.heatmill.metric.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final double NAN = Double.NaN;

  @Test
  void theIntervalLeavesOutOneFortiethOfTheResamplesAtEachEnd() {
    double[] resampled = IntStream.range(0, 1 + 1_000).mapToDouble(i -> i).toArray();
    resampled[0] = 499;

    Estimate estimate = Estimate.of(12, resampled);

    assertThat(estimate.rows()).isEqualTo(12);
    assertThat(estimate.value()).isEqualTo(499);
    // Resamples 1..1000: ranks 0.025 x 999 = 24.975 and 974.025, counted from 0.
    assertThat(estimate.low()).isCloseTo(25.975, within(1e-9));
    assertThat(estimate.high()).isCloseTo(975.025, within(1e-9));
  }

  @Test
  void theOrderOfResamplesDoesNotMatter() {
    assertThat(Estimate.of(3, new double[] {5, 3, 1, 2}))
        .isEqualTo(Estimate.of(3, new double[] {5, 1, 2, 3}));
  }

  @Test
  void resamplesThatDoNotDefineItAreNotCounted() {
    Estimate estimate = Estimate.of(2, new double[] {5, NAN, 4, NAN, 6});

    // Between 4 and 6: 4 + 0.025 x 2, and 4 + 0.975 x 2.
    assertThat(estimate.low()).isCloseTo(4.05, within(1e-12));
    assertThat(estimate.high()).isCloseTo(5.95, within(1e-12));
  }

  @Test
  void theIntervalOfOneImageIsAPoint() {
    assertThat(Estimate.of(1, new double[] {0.1, 0.1000001, 0.0999999, NAN}))
        .isEqualTo(new Estimate(1, 0.1, 0.1, 0.1));
  }

  @Test
  void undefinedNumbersHaveNoInterval() {
    assertThat(Estimate.of(3, new double[] {NAN, 1, 2})).isEqualTo(new Estimate(3, NAN, NAN, NAN));
    assertThat(Estimate.of(2, new double[] {1, NAN, NAN})).isEqualTo(new Estimate(2, 1, NAN, NAN));
  }
}
