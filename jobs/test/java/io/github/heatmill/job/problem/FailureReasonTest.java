package io.github.heatmill.job.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.model.ModelRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
            "No space left on device in /data/out or /tmp/private (free some there, then give the"
                + " same command again; TMPDIR names the folder of temporary files)",
            true);
    IOException disk = new IOException("No space left on device");

    assertThat(written(disk)).isEqualTo(full);
    assertThat(written(new Error(disk))).isEqualTo(full);
    assertThat(written(new UncheckedIOException(disk))).isEqualTo(full);
    assertThat(written(new SparkException(REPORT, new Error(disk)))).isEqualTo(full);
    assertThat(written(new SparkException(REPORT + disk, null))).isEqualTo(full);
  }

  private static FailureReason written(Throwable failure) {
    return FailureReason.of(failure, List.of(Path.of("/data/out"), Path.of("/tmp/private")));
  }

  static Stream<Arguments> calm() {
    return Stream.of(
        Arguments.of(
            new IOException("Disk quota exceeded"), "Disk quota exceeded (free some there, then"),
        Arguments.of(
            new IOException("/data/out/a.parquet (Read-only file system)"),
            "Disk is lost or may not be written: /data/out/a.parquet (Read-only file system)"),
        Arguments.of(
            new SparkException(REPORT, new IOException("Input/output error")),
            "Disk is lost or may not be written: Input/output error (look after the disk"),
        Arguments.of(
            new SparkException(
                "Job aborted: Lost task 0.3 in stage 1.0 (TID 3) (10.0.0.1 executor 4):"
                    + " ExecutorLostFailure (executor 4 exited caused by one of the running tasks)"
                    + " Reason: Command exited with code 137\nDriver stacktrace:",
                null),
            "Executors were lost again and again, at last executor 4: Command exited with code 137"
                + " (if the system ended it, give executors more memory with"
                + " spark.executor.memory"),
        Arguments.of(
            new SparkException(REPORT, new OutOfMemoryError("Java heap space")),
            "Too little memory: Java heap space where this process has "),
        Arguments.of(new OutOfMemoryError(), "Too little memory: Java's heap where this process"),
        Arguments.of(
            new SparkException(
                "Lost task 0.3 in stage 1.0 (TID 3) (10.0.0.1 executor 4):"
                    + " java.lang.OutOfMemoryError: Java heap space\n\tat",
                null),
            "Too little memory: Java heap space of an executor (give executors more: --spark"
                + " --conf spark.executor.memory=8g)"),
        Arguments.of(
            new IllegalArgumentException(
                "System memory 314572800 must be at least 471859200. Please increase heap size"
                    + " using the --driver-memory option"),
            "Too little memory: Spark needs 451 MB where this process has "),
        Arguments.of(
            new IllegalStateException("Cannot call methods on a stopped SparkContext.\nCreated at"),
            "Spark was stopped by its cluster: no master has answered, or it has ended the"),
        Arguments.of(new NoSuchFileException("/a"), "Missing file: /a (must exist)"),
        Arguments.of(
            new AccessDeniedException("/a"), "No permission: /a (change its mode or its owner)"),
        Arguments.of(
            new FileAlreadyExistsException("/a"), "File in the way: /a (must be a folder, or not"));
  }

  @ParameterizedTest
  @MethodSource("calm")
  void whatHappensToMachinesIsOneLineWithARemedy(Throwable failure, String line) {
    FailureReason reason = FailureReason.of(failure);

    assertThat(reason.line()).startsWith(line);
    assertThat(reason.line().lines()).hasSize(1);
    assertThat(reason.expected()).isTrue();
  }

  @Test
  void tooLittleMemoryOfThisProcessNamesTheSettingsThatGiveItMore() {
    assertThat(FailureReason.of(new OutOfMemoryError()).line())
        .endsWith(
            " MB (give it more: HEATMILL_DRIVER_MEMORY=8g scripts/heatmill, or spark-submit"
                + " --driver-memory 8g)");
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

  /** Spark's log has no stack traces, so that the failure itself is printed. */
  @Test
  void aFaultInATaskIsNotExpected() {
    String report =
        "Job aborted: Lost task 0.0 in stage 1.0 (TID 3) (localhost executor driver):"
            + " java.lang.NullPointerException: Cannot invoke x\n\tat somewhere";

    assertThat(FailureReason.of(new SparkException(report, null)).expected()).isFalse();
  }

  @Test
  void whatShouldNotHaveHappenedIsNotExpected() {
    assertThat(FailureReason.of(new IllegalStateException("Wrong")))
        .isEqualTo(new FailureReason("Wrong", false));
    assertThat(FailureReason.of(new NullPointerException()).expected()).isFalse();
  }
}
