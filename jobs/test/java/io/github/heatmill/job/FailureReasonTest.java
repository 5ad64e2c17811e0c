package io.github.heatmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.ModelRunException;
import java.io.IOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {
  private static final String REPORT =
      "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times\nDriver stacktrace:";

  @Test
  void whatATaskSaidOfItsNetworkCounts() {
    Exception task = new ModelRunException("Missing GPU: gpu0", new IOException("CUDA"));

    assertThat(FailureReason.of(new SparkException(REPORT, task)))
        .isEqualTo(new FailureReason("Missing GPU: gpu0", true));
  }

  @Test
  void aFullDiskIsNamedWhoeverMetIt() {
    FailureReason full =
        new FailureReason(
            "No space left on device (free some, then give the same command again)", true);
    IOException disk = new IOException("No space left on device");

    assertThat(FailureReason.of(disk)).isEqualTo(full);
    assertThat(FailureReason.of(new Error(disk))).isEqualTo(full);
    assertThat(FailureReason.of(new SparkException(REPORT, new Error(disk)))).isEqualTo(full);
  }

  @Test
  void whatOnlySparkKnowsIsItsFirstLine() {
    Exception task = new IOException("File does not exist");

    assertThat(FailureReason.of(new SparkException("\n" + REPORT, task)))
        .isEqualTo(new FailureReason(REPORT.lines().findFirst().orElseThrow(), true));
  }

  @Test
  void whatShouldNotHaveHappenedIsNotExpected() {
    assertThat(FailureReason.of(new IllegalStateException("Wrong")))
        .isEqualTo(new FailureReason("Wrong", false));
    assertThat(FailureReason.of(new NullPointerException()).expected()).isFalse();
  }
}
