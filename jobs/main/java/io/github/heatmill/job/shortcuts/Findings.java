package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.shortcuts.MaskingPass.Masked;
import java.util.List;

/**
 * What a search for shortcuts found.
 *
 * @param ranked all clusters
 * @param counts of what went in
 * @param masked what masking said
 */
record Findings(List<Ranked> ranked, Counts counts, Masked masked) {

  /**
   * What went in.
   *
   * @param maps that are grouped, those of small classes included
   * @param classes of them
   * @param small classes with too few maps for a cluster
   */
  record Counts(long maps, int classes, int small) {}

  List<Ranked> flagged() {
    return ranked.stream().filter(Ranked::isFlagged).toList();
  }

  /** Whether the objects of any image are known. */
  boolean hasBoxes() {
    return ranked.stream().anyMatch(each -> !Double.isNaN(each.cluster().scores().outside()));
  }

  /** Whether there are classes to compare a class with. */
  boolean hasOthers() {
    return counts.classes() > 1;
  }
}
