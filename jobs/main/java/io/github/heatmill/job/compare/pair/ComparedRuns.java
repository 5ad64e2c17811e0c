package io.github.heatmill.job.compare.pair;

import io.github.heatmill.job.finished.FinishedRun;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two finished runs and the maps and numbers of them that are compared.
 *
 * @param pairing the maps
 * @param metrics the metrics
 * @param matching how images are paired
 */
public record ComparedRuns(
    FinishedRun baseline,
    FinishedRun candidate,
    Pairing pairing,
    ComparedMetrics metrics,
    Matching matching) {

  /** The numbers that are compared. */
  public List<Change> changes() {
    return Stream.concat(
            Change.OF_ALL_RUNS.stream(), metrics.metrics().stream().flatMap(Change::of))
        .toList();
  }

  /**
   * Whether both networks preprocess images in the same way, so that equal files give equal pixels.
   */
  public boolean sameInput() {
    return baseline.card().preprocessing().equals(candidate.card().preprocessing());
  }
}
