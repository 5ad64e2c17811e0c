package io.github.heatmill.metric.summary;

import java.util.function.ToDoubleFunction;

/** The sums of some terms of each image, over the images as they are and over each resample. */
final class ResampledSums {
  /** The sums by term and by resample; without terms before the first image. */
  private double[][] sums = new double[0][];

  private long rows;

  /**
   * Adds an image. An image with a term that is NaN is left out.
   *
   * @param terms the terms, the same number for every image
   * @param weights how often each resample draws the image, see {@link PoissonWeights#draw}
   */
  void add(double[] terms, double[] weights) {
    for (double term : terms) {
      if (Double.isNaN(term)) {
        return;
      }
    }
    count(1, terms.length, weights.length);
    for (int i = 0; i < terms.length; i++) {
      addScaled(sums[i], weights, terms[i]);
    }
  }

  /** Adds the images of another. */
  void add(ResampledSums others) {
    if (others.rows > 0) {
      count(others.rows, others.sums.length, others.sums[0].length);
    }
    for (int i = 0; i < others.sums.length; i++) {
      addScaled(sums[i], others.sums[i], 1);
    }
  }

  private void count(long more, int terms, int weights) {
    if (rows == 0) {
      sums = new double[terms][weights];
    }
    rows += more;
  }

  // A loop of its own, so simple that the compiler gives it the processor's vectors.
  private static void addScaled(double[] into, double[] values, double scale) {
    for (int i = 0; i < into.length; i++) {
      into[i] += scale * values[i];
    }
  }

  /** The estimate of a function of the sums. */
  Estimate estimate(ToDoubleFunction<double[]> value) {
    if (rows == 0) {
      return Estimate.NONE;
    }
    double[] resampled = new double[sums[0].length];
    double[] one = new double[sums.length];
    for (int i = 0; i < resampled.length; i++) {
      for (int term = 0; term < one.length; term++) {
        one[term] = sums[term][i];
      }
      resampled[i] = value.applyAsDouble(one);
    }
    return Estimate.of(rows, resampled);
  }
}
