package io.github.heatmill.udf.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.udf.plugin.CrashLedger.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrashLedgerTest {
  private final CrashLedger ledger = new CrashLedger();

  @Test
  void aTaskThatFinishedBlamesNoImage() {
    ledger.start("task", work("1", "decode", "a"));
    ledger.stop("task");

    assertThat(ledger.begin("task")).isEmpty();
  }

  @Test
  void theOnlyImageThatAProcessWorkedOnEndedIt() {
    ledger.start("task", work("1", "decode", "a"));
    ledger.stop("task");
    ledger.start("task", work("1", "decode", "b"));

    assertThat(ledger.begin("task")).isEqualTo(Map.of("b", "decode"));
  }

  @Test
  void knownImagesStayKnown() {
    ledger.start("task", work("1", "decode", "a"));
    ledger.begin("task");
    ledger.start("task", work("2", "decode", "b"));

    assertThat(ledger.begin("task")).isEqualTo(Map.of("a", "decode", "b", "decode"));
    assertThat(ledger.begin("task")).hasSize(2);
    assertThat(ledger.begin("other")).isEmpty();
  }

  /** The batch is suspected after one attempt, and the image is found in the next. */
  @Test
  void anImageOfABatchIsSuspectedUntilItEndsAProcessAlone() {
    ledger.start("task", work("1", "infer", "a", "b", "c"));
    assertThat(ledger.begin("task"))
        .isEqualTo(Map.of("a", "suspect", "b", "suspect", "c", "suspect"));
    ledger.start("task", work("2", "infer", "a"));
    ledger.stop("task");
    ledger.start("task", work("2", "infer", "b"));

    assertThat(ledger.begin("task"))
        .isEqualTo(Map.of("a", "suspect", "b", "infer", "c", "suspect"));
  }

  @Test
  void allImagesInAProcessAreSuspectedWhicheverTaskBeginsFirst() {
    ledger.start("one", work("1", "decode", "a"));
    ledger.start("two", work("1", "decode", "b"));
    ledger.start("three", work("2", "decode", "c"));

    assertThat(ledger.begin("one")).isEqualTo(Map.of("a", "suspect"));
    assertThat(ledger.begin("two")).isEqualTo(Map.of("b", "suspect"));
    assertThat(ledger.begin("three")).isEqualTo(Map.of("c", "decode"));
  }

  private static Work work(String process, String stage, String... images) {
    return new Work(process, stage, List.of(images));
  }
}
