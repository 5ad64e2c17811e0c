package io.github.heatmill.metric.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.Column;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether 95 % means 95 %. */
class CoverageTest {
  private static final double MEAN = 0.4;
  private static final double DEVIATION = 0.15;
  private static final SummaryPlan PLAN =
      new SummaryPlan(List.of(Column.higher("energy", 0, 1)), List.of(), List.of());

  @Test
  void intervalsHoldTheTrueMeanNineteenTimesInTwenty() {
    int trials = 200;
    long held =
        IntStream.range(0, trials)
            .mapToObj(trial -> estimate(trial, normal(trial, 200)))
            .filter(estimate -> estimate.low() <= MEAN && MEAN <= estimate.high())
            .count();

    // 190 expected, with a standard deviation of sqrt(200 x 0.95 x 0.05) = 3.1.
    assertThat(held).isBetween(180L, 198L);
  }

  @Test
  void ofManyImagesIntervalsAreThoseOfNormalTheory() {
    double[] widths = new double[10];
    double[] expected = new double[widths.length];
    for (int trial = 0; trial < widths.length; trial++) {
      double[] values = normal(trial, 10_000);
      Estimate estimate = estimate(trial, values);
      widths[trial] = estimate.high() - estimate.low();
      double error = deviation(values) / Math.sqrt(values.length);
      expected[trial] = 2 * 1.96 * error;
      // An end is a quantile of 1,000 resamples: its own standard error is 0.085 of the mean's.
      assertThat(estimate.low()).isCloseTo(estimate.value() - 1.96 * error, within(0.3 * error));
      assertThat(estimate.high()).isCloseTo(estimate.value() + 1.96 * error, within(0.3 * error));
    }

    assertThat(DoubleStream.of(widths).sum() / DoubleStream.of(expected).sum())
        .isBetween(0.95, 1.05);
  }

  private static double[] normal(int trial, int images) {
    Random random = new Random(trial);
    return DoubleStream.generate(() -> MEAN + DEVIATION * random.nextGaussian())
        .limit(images)
        .toArray();
  }

  private static double deviation(double[] values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    return Math.sqrt(
        DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
  }

  private static Estimate estimate(int trial, double[] values) {
    GroupSummary group = new GroupSummary(PLAN);
    for (int i = 0; i < values.length; i++) {
      double[] value = {values[i]};
      group.add(trial + "/" + i + ".jpg", new Observation(PLAN, 1, value, new double[0]));
    }
    return group.summaries().get(0).value();
  }
}
