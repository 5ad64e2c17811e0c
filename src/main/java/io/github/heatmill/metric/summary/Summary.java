package io.github.heatmill.metric.summary;

import io.github.heatmill.metric.Column;

/**
 * The summary of one number over many images.
 *
 * @param column the number
 * @param value the estimate over the images that have the number
 * @param comparison the comparison with chance
 */
public record Summary(Column column, Estimate value, Comparison comparison) {

  /**
   * The comparison of a number with that of random maps, over the images that have both.
   *
   * @param chance the mean for random maps; NaN where undefined
   * @param difference the mean of value - chance
   * @param above the share of images better than chance, 0..1, see {@link Column#isBetter}; NaN
   *     where undefined
   */
  public record Comparison(double chance, Estimate difference, double above) {
    /** No comparison. */
    static final Comparison NONE = new Comparison(Double.NaN, Estimate.NONE, Double.NaN);
  }
}
