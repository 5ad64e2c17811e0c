package io.github.heatmill.metric.summary;

import java.util.Arrays;

/**
 * An estimate from a sample of images, with its confidence interval.
 *
 * @param rows the number of images
 * @param value NaN where undefined
 * @param low the lower end of the 95 % interval: the 2.5 % quantile over bootstrap resamples; NaN
 *     where undefined
 * @param high its upper end: the 97.5 % quantile
 */
public record Estimate(long rows, double value, double low, double high) {
  /** The estimate without images. */
  static final Estimate NONE = new Estimate(0, Double.NaN, Double.NaN, Double.NaN);

  private static final double TAIL = 0.025;

  /**
   * Reads an estimate from its resamples. With one image the interval is a point.
   *
   * @param resampled the number itself, then the number of each resample; NaN, which is not
   *     counted, where a resample does not define it
   */
  static Estimate of(long rows, double[] resampled) {
    double value = resampled[0];
    if (Double.isNaN(value)) {
      return new Estimate(rows, Double.NaN, Double.NaN, Double.NaN);
    }
    if (rows == 1) {
      return new Estimate(rows, value, value, value);
    }
    double[] sorted =
        Arrays.stream(resampled).skip(1).filter(each -> !Double.isNaN(each)).sorted().toArray();
    return new Estimate(rows, value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** Interpolates linearly between the two nearest ranks, like NumPy and Spark's percentile. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
