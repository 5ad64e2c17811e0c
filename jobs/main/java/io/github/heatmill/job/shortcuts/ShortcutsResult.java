package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.shortcuts.verdict.RankedCluster;
import io.github.heatmill.job.shortcuts.verdict.SearchFindings.Counts;
import java.util.List;

/**
 * The result of a search for shortcuts.
 *
 * @param counts the maps and classes that were searched
 * @param clusters all clusters, the most suspicious first
 * @param missing sentences on what the search could not take into account
 * @param folder the folder of the tables and the page
 * @param seconds how long the job took
 */
public record ShortcutsResult(
    Counts counts,
    List<RankedCluster> clusters,
    List<String> missing,
    String folder,
    double seconds) {

  public ShortcutsResult {
    clusters = List.copyOf(clusters);
    missing = List.copyOf(missing);
  }

  /** The clusters that are flagged as shortcuts. */
  public List<RankedCluster> flagged() {
    return clusters.stream().filter(RankedCluster::isFlagged).toList();
  }

  /** The URI of the page. */
  public String page() {
    return folder + "/" + ShortcutsOutput.PAGE;
  }
}
