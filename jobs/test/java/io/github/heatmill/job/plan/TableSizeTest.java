package io.github.heatmill.job.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.job.plan.TableSize.Weighed;
import org.junit.jupiter.api.Test;

class TableSizeTest {

  @Test
  void whatFilesWeighEmptyIsToldFromWhatImagesAdd() {
    // 16 images add 8,000 bytes: 500 each, which leaves 4,000 of the files' own.
    TableSize size = TableSize.through(new Weighed(16, 12_000), new Weighed(32, 20_000));

    assertThat(size).isEqualTo(new TableSize(4_000, 500));
    assertThat(size.bytes(1_000, 10)).isEqualTo(540_000);
  }

  @Test
  void oneMeasurementIsSharedOutOverItsImages() {
    assertThat(TableSize.through(new Weighed(1, 900), new Weighed(1, 900)))
        .isEqualTo(new TableSize(0, 900));
    assertThat(TableSize.through(new Weighed(0, 900), new Weighed(1, 900)))
        .isEqualTo(new TableSize(0, 900));
  }

  @Test
  void filesNeverWeighLessThanNothing() {
    assertThat(TableSize.through(new Weighed(1, 100), new Weighed(2, 300)).file()).isZero();
  }
}
