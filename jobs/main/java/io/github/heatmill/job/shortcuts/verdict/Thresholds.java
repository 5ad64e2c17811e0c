package io.github.heatmill.job.shortcuts.verdict;

import io.github.heatmill.job.problem.Problems;

/**
 * The limits above which a cluster is flagged, and the number of clusters that are masked.
 *
 * @param size the smallest number of images of a cluster; a class with fewer than twice as many
 *     images is not divided
 * @param purity the smallest share of the evidence at the cluster's place that belongs to its
 *     class, 0.5 to 1, if that of all other classes together counts as much as its own
 * @param drop the smallest loss of probability when the place is masked, beyond the loss when other
 *     places are masked
 * @param sample the number of images of a cluster that are masked; 0 leaves masking out
 * @param top the number of clusters that are masked and drawn
 */
public record Thresholds(int size, double purity, double drop, int sample, int top) {
  public static final int DEFAULT_SIZE = 5;
  public static final double DEFAULT_PURITY = 0.75;
  public static final double DEFAULT_DROP = 0.1;
  public static final int DEFAULT_SAMPLE = 32;
  public static final int DEFAULT_TOP = 20;

  /** All defaults. */
  public static final Thresholds DEFAULT =
      new Thresholds(DEFAULT_SIZE, DEFAULT_PURITY, DEFAULT_DROP, DEFAULT_SAMPLE, DEFAULT_TOP);

  /** The same limits, with another number of masked images and clusters. */
  public Thresholds withMasking(int images, int clusters) {
    return new Thresholds(size, purity, drop, images, clusters);
  }

  /** Adds a problem for each value that is out of range. */
  public void check(Problems problems) {
    problems.expect(size > 0, "Invalid --min-size: " + size + " (must be > 0)");
    problems.expect(
        purity >= 0.5 && purity <= 1,
        "Invalid --min-purity: " + purity + " (must be 0.5, which is no more than others, to 1)");
    problems.expect(drop >= 0 && drop <= 1, "Invalid --min-drop: " + drop + " (must be 0 to 1)");
    problems.expect(sample >= 0, "Invalid --sample: " + sample + " (must be >= 0)");
    problems.expect(top > 0, "Invalid --top: " + top + " (must be > 0)");
  }
}
