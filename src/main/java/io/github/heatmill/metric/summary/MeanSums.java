package io.github.heatmill.metric.summary;

/** The mean of a number: the ratio of two sums, sum w v / sum w. */
final class MeanSums {
  private final ResampledSums sums = new ResampledSums();
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  /** Adds an image. An image whose value is NaN is left out. */
  void add(double value, double[] weights) {
    if (!Double.isNaN(value)) {
      least = Math.min(least, value);
      most = Math.max(most, value);
      sums.add(new double[] {value, 1}, weights);
    }
  }

  /** Adds the images of another. */
  void add(MeanSums others) {
    least = Math.min(least, others.least);
    most = Math.max(most, others.most);
    sums.add(others.sums);
  }

  /** The mean. A resample that drew none of the images has none. */
  Estimate estimate() {
    // Rounding must not take a mean out of its values' range: that of a constant is the constant.
    return sums.estimate(both -> Math.max(least, Math.min(most, both[0] / both[1])));
  }
}
