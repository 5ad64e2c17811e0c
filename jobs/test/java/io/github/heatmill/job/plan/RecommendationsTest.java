package io.github.heatmill.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.plan.cost.BatchSizes;
import io.github.heatmill.job.plan.cost.NativeMemory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
  private static final long MEGA = 1 << 20;

  @Test
  void aBatchIsTheSmallestThatIsNearlyAsFastAsTheFastest() {
    assertThat(new BatchSizes(Map.of(4, 5.0, 8, 9.8, 16, 10.0, 32, 9.0)).best()).isEqualTo(8);
    assertThat(new BatchSizes(Map.of(4, 5.0, 8, 9.6, 16, 10.0, 32, 9.0)).best()).isEqualTo(16);
  }

  @Test
  void eachCoreNeedsWhatATaskAddsToTheNetwork() {
    NativeMemory.Need need = new NativeMemory.Need(300 * MEGA, 500 * MEGA);

    // 1.25 * 500 = 625 MiB, and 1.25 * (500 + 3 * 200) = 1,375 MiB, in steps of 256 MiB.
    assertThat(need.overhead(1)).isEqualTo(768 * MEGA);
    assertThat(need.overhead(4)).isEqualTo(1_536 * MEGA);
  }

  @Test
  void aTaskThatAddsNothingCostsNothing() {
    assertThat(new NativeMemory.Need(600 * MEGA, 500 * MEGA).overhead(64)).isEqualTo(768 * MEGA);
  }

  @Test
  void theLastTaskMayHaveFewerImages() {
    assertThat(new Tasks(1_000, 16, 1).number(1_000)).isEqualTo(63);
    assertThat(new Tasks(1_000, 16, 1).number(992)).isEqualTo(62);
    assertThat(new Tasks(1, 16, 1).number(0)).isEqualTo(1);
  }

  @Test
  void eachPieceHasAFileForEachCoreThatHadSomethingToDo() {
    // Pieces of 16, 256 and 48 images on one core.
    assertThat(new Tasks(272, 16, 1).files(320)).isEqualTo(3);
    // Of 64, 272 and 264 on four cores, then of 8: a single task.
    assertThat(new Tasks(272, 16, 4).files(600)).isEqualTo(4 + 4 + 4);
    assertThat(new Tasks(272, 16, 4).files(616)).isEqualTo(4 + 4 + 4 + 1);
  }
}
