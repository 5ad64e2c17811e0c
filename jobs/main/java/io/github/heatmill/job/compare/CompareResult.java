package io.github.heatmill.job.compare;

import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.table.ChangeStatistics;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a comparison.
 *
 * @param runs the runs and the maps of them that were compared
 * @param statistics the means, by pair of maps and by class
 * @param failure why the comparison fails by the condition in the settings; empty if it does not
 * @param folder the folder of the tables and the page
 * @param seconds how long the job took
 */
public record CompareResult(
    ComparedRuns runs,
    ChangeStatistics statistics,
    Optional<String> failure,
    String folder,
    double seconds) {

  /** The counts and means of {@code summary.json} by name, without those that are not known. */
  public Map<String, Object> summary() {
    return statistics.summary().values();
  }

  /** Whether the condition in the settings holds, or cannot be decided. */
  public boolean fails() {
    return failure.isPresent();
  }

  /** The URI of the page. */
  public String page() {
    return folder + "/" + CompareOutput.PAGE;
  }
}
