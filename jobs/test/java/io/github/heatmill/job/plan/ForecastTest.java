package io.github.heatmill.job.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Forecast SEVENTY_TWO_THOUSAND = new Forecast(72_000, 10, 0, 1);

  @Test
  void aCoreTakesAllImagesAtItsRate() {
    // 72,000 images at 10 images/s are 7,200 s.
    assertThat(SEVENTY_TWO_THOUSAND.hours(1, 1)).isCloseTo(2, within(1e-12));
  }

  @Test
  void executorsShareNothing() {
    assertThat(SEVENTY_TWO_THOUSAND.hours(8, 1)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void eachDoublingOfCoresMakesAnExecutorFasterByTheMeasuredFactor() {
    assertThat(Forecast.speedup(1)).isEqualTo(1);
    assertThat(Forecast.speedup(2)).isCloseTo(1.85, within(1e-12));
    assertThat(Forecast.speedup(4)).isCloseTo(1.85 * 1.85, within(1e-12)); // 3.4225
    // 2 hours / (5 * 3.4225)
    assertThat(SEVENTY_TWO_THOUSAND.hours(5, 4)).isCloseTo(0.4 / 3.4225, within(1e-12));
  }

  @Test
  void theFirstPassOverASampleIsAdded() {
    // 7,200 s, and 1,000 images at 20 images/s: 50 s.
    assertThat(new Forecast(72_000, 10, 1_000, 20).hours(1, 1))
        .isCloseTo(7_250 / 3_600.0, within(1e-12));
  }
}
