package io.github.heatmill.metric.summary;

/** The mean of a number: the ratio of two sums, sum w v / sum w. */
final class MeanSums {
  private final ResampledSums sums = new ResampledSums();

  /** Adds an image; one whose value is NaN is left out. */
  void add(double value, double[] weights) {
    sums.add(new double[] {value, 1}, weights);
  }

  /** Adds the images of another. */
  void add(MeanSums others) {
    sums.add(others.sums);
  }

  /** The mean. A resample that drew none of the images has none. */
  Estimate estimate() {
    return sums.estimate(both -> both[0] / both[1]);
  }
}
