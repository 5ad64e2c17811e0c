package io.github.heatmill.job.compare.pair;

import io.github.heatmill.job.finished.FinishedRun;
import io.github.heatmill.job.sql.RunLabels;
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

  /** Whether maps are paired by their explained class, as a run explains several of an image. */
  public boolean byTarget() {
    return RunLabels.of(baseline).severalTargets() || RunLabels.of(candidate).severalTargets();
  }

  /** Whether each explained class is judged alone. */
  public boolean independent() {
    return RunLabels.of(baseline).independent() || RunLabels.of(candidate).independent();
  }

  /**
   * Whether both networks preprocess images in the same way, so that equal files give equal pixels.
   */
  public boolean sameInput() {
    return baseline.card().preprocessing().equals(candidate.card().preprocessing());
  }
}
