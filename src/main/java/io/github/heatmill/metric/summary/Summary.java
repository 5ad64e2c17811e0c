package io.github.heatmill.metric.summary;

import io.github.heatmill.metric.Column;

/**
 * What a metric says of many images.
 *
 * @param column the number
 * @param value over the images that have it
 * @param comparison with chance
 */
public record Summary(Column column, Estimate value, Comparison comparison) {

  /**
   * How a number compares with that of random maps of the same images, over the images that have
   * both.
   *
   * @param chance the mean for random maps; NaN where undefined
   * @param difference the mean of value - chance
   * @param above the share of images better than chance, 0..1, see {@link Column#isBetter}; NaN
   *     where undefined
   */
  public record Comparison(double chance, Estimate difference, double above) {
    /** With nothing. */
    static final Comparison NONE = new Comparison(Double.NaN, Estimate.NONE, Double.NaN);
  }
}
