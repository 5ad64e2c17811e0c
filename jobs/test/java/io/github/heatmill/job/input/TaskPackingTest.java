package io.github.heatmill.job.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How files become tasks. */
class TaskPackingTest {
  private static final long MEGA = 1 << 20;

  @Test
  void tasksAreWholeBatchesAndSixteenACore() {
    // 1000 images for 2 * 16 tasks are 31 each, which is one batch of 16 with room for no other.
    int[] ends = new TaskPacking(16, 2).ends(new long[1000]);

    assertThat(ends).hasSize(63).startsWith(16, 32, 48).endsWith(992, 1000);
  }

  @Test
  void aTaskHasAtMost512Images() {
    // 100,000 images for 16 tasks are 6,250 each; 512 are 32 batches of 16, 510 are 51 of 10.
    assertThat(new TaskPacking(16, 1).ends(new long[100_000])).startsWith(512, 1024).hasSize(196);
    assertThat(new TaskPacking(10, 1).ends(new long[100_000])).startsWith(510, 1020).hasSize(197);
  }

  @Test
  void filesOfOneSizeAreCutByNumberAlone() {
    // Each has 0.1 MiB: 6,400 for 16 tasks are 400, or 40 MiB, whichever is counted.
    long[] equal = new long[6_400];
    Arrays.fill(equal, MEGA / 10);

    assertThat(new TaskPacking(16, 1).ends(equal))
        .isEqualTo(new TaskPacking(16, 1).ends(new long[6_400]))
        .startsWith(400, 800)
        .hasSize(16);
  }

  @Test
  void largeFilesAreFewerToATask() {
    // 64 files of 1 MiB, then 64 of 15: 1,024 MiB for 16 tasks are 64 MiB. By number 8 to a task:
    // eight small ones are 8 MiB, but four large ones already 60.
    long[] lengths = new long[128];
    Arrays.fill(lengths, 0, 64, MEGA);
    Arrays.fill(lengths, 64, 128, 15 * MEGA);

    int[] ends = new TaskPacking(4, 1).ends(lengths);

    assertThat(ends).startsWith(8, 16, 24, 32, 40, 48, 56, 64, 68, 72, 76).hasSize(24);
  }

  @Test
  void aTaskHasAtMost128MiBUnlessABatchHasMore() {
    // 1,600 files of 16 MiB for 16 tasks are 1,600 MiB each by share; 8 files are 128 MiB.
    long[] lengths = new long[1_600];
    Arrays.fill(lengths, 16 * MEGA);

    assertThat(new TaskPacking(4, 1).ends(lengths)).startsWith(8, 16);
    assertThat(new TaskPacking(16, 1).ends(lengths)).startsWith(16, 32);
  }

  @Test
  void smallFilesAreNotCutBelow4MiB() {
    // One of 1 MiB in front: a share is 64 KiB, but 4 MiB are always taken together.
    long[] lengths = new long[64];
    lengths[0] = MEGA;

    assertThat(new TaskPacking(2, 1).ends(lengths)).startsWith(4, 8).hasSize(16);
  }

  @Test
  void fewImagesAreOneBatchATask() {
    assertThat(new TaskPacking(16, 4).ends(new long[1])).containsExactly(1);
    assertThat(new TaskPacking(16, 4).ends(new long[17])).containsExactly(16, 17);
    assertThat(new TaskPacking(16, 4).ends(new long[0])).isEmpty();
  }

  @Test
  void allEndsButTheLastAreWholeBatches() {
    Random random = new Random(1);
    for (int run = 0; run < 200; run++) {
      TaskPacking packing = new TaskPacking(1 + random.nextInt(40), 1 + random.nextInt(20));
      long[] lengths = random.longs(1 + random.nextInt(5_000), 0, 40 * MEGA).toArray();

      int[] ends = packing.ends(lengths);

      assertThat(ends[ends.length - 1]).isEqualTo(lengths.length);
      assertThat(Arrays.stream(ends, 0, ends.length - 1)).allMatch(e -> e % packing.batch() == 0);
      assertThat(ends).isSorted().doesNotHaveDuplicates();
    }
  }
}
