package io.github.heatmill.job.problem;

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

  /** When a task has failed on every executor, Spark only quotes it. */
  @Test
  void whatATaskSaidCountsWhereSparkQuotesIt() {
    String quoting =
        "Aborting TaskSet 1.0 because task 0 cannot run anywhere\nMost recent failure:\n"
            + "Lost task 0.1 in stage 1.0 (TID 3) (127.0.0.1 executor 1):"
            + " io.github.heatmill.model.ModelRunException: Missing GPU: gpu0\n\tat somewhere";

    assertThat(FailureReason.of(new SparkException(quoting, null)))
        .isEqualTo(new FailureReason("Missing GPU: gpu0", true));
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
