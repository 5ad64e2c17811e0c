package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.shortcuts.verdict.MaskingPass.Masked;
import java.util.List;

/**
 * The findings of a search for shortcuts.
 *
 * @param ranked all clusters, in the order of their ranks
 * @param counts the maps and classes that were searched
 * @param masked the effects of masking
 */
public record SearchFindings(List<RankedCluster> ranked, Counts counts, Masked masked) {

  /**
   * The maps and classes of a search.
   *
   * @param maps the number of maps, including those of small classes: one for each explained class
   *     of an image
   * @param images the number of different images
   * @param classes the number of classes
   * @param small the number of classes with too few maps for a cluster
   */
  public record Counts(long maps, long images, int classes, int small) {}

  public List<RankedCluster> flagged() {
    return ranked.stream().filter(RankedCluster::isFlagged).toList();
  }

  /** Whether any image has ground truth for its object. */
  public boolean hasBoxes() {
    return ranked.stream().anyMatch(each -> !Double.isNaN(each.cluster().means().outside()));
  }

  /** Whether there is more than one class. */
  public boolean hasOthers() {
    return counts.classes() > 1;
  }
}
