package io.github.heatmill.udf.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.evidence.ActivationStatistics;
import org.junit.jupiter.api.Test;

class RunningStatisticsTest {

  @Test
  void statisticsAreTheMomentsOfEachNeuron() {
    RunningStatistics running = new RunningStatistics(1, 1, 3);
    running.add(new float[] {1, 0, -1}, 1, 1, 3);
    running.add(new float[] {3, 0, -1}, 1, 1, 3);
    running.add(new float[] {5, 6, -1}, 1, 1, 3);

    ActivationStatistics statistics = running.statistics();

    assertThat(statistics.images()).isEqualTo(3);
    assertThat(statistics.mean().shape()).containsExactly(1, 1, 3);
    // (1 + 3 + 5) / 3 = 3; (0 + 0 + 6) / 3 = 2; -1.
    assertThat(statistics.mean().values()).containsExactly(3, 2, -1);
    // sqrt((4 + 0 + 4) / 3); sqrt((4 + 4 + 16) / 3); 0.
    assertThat(statistics.deviation().values())
        .containsExactly((float) Math.sqrt(8 / 3.0), (float) Math.sqrt(8), 0);
    assertThat(statistics.active().values()).containsExactly(1, 1 / 3f, 1);
  }

  @Test
  void oneImageHasNoDeviation() {
    RunningStatistics running = new RunningStatistics(1, 1, 1);
    running.add(new float[] {Float.MAX_VALUE}, 1, 1, 1);

    assertThat(running.statistics().mean().values()).containsExactly(Float.MAX_VALUE);
    assertThat(running.statistics().deviation().values()).containsExactly(0);
  }

  @Test
  void smallDifferencesOfLargeNumbersAreKept() {
    RunningStatistics running = new RunningStatistics(1, 1, 1);
    for (int i = 0; i < 1_000; i++) {
      running.add(new float[] {10_000_000 + i % 2}, 1, 1, 1);
    }

    // Half of the values are 0.5 above the mean, half 0.5 below.
    assertThat(running.statistics().deviation().values()).containsExactly(0.5f);
  }

  @Test
  void aLayerMustHaveOneShape() {
    RunningStatistics running = new RunningStatistics(1, 2, 2);

    assertThatThrownBy(() -> running.add(new float[4], 1, 1, 4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Layer gives different shapes for different images: [[1, 2, 2], [1, 1, 4]]"
                + " (statistics need one)");
  }
}
