package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.shortcuts.verdict.MaskingPass.Masked;
import java.util.List;

/**
 * What a search for shortcuts found.
 *
 * @param ranked all clusters
 * @param counts of what went in
 * @param masked what masking said
 */
public record SearchFindings(List<RankedCluster> ranked, Counts counts, Masked masked) {

  /**
   * What went in.
   *
   * @param maps that are grouped, those of small classes included
   * @param classes of them
   * @param small classes with too few maps for a cluster
   */
  public record Counts(long maps, int classes, int small) {}

  public List<RankedCluster> flagged() {
    return ranked.stream().filter(RankedCluster::isFlagged).toList();
  }

  /** Whether the objects of any image are known. */
  public boolean hasBoxes() {
    return ranked.stream().anyMatch(each -> !Double.isNaN(each.cluster().scores().outside()));
  }

  /** Whether there are classes to compare a class with. */
  public boolean hasOthers() {
    return counts.classes() > 1;
  }
}
