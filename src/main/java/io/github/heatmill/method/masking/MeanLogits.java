package io.github.heatmill.method.masking;

import io.github.heatmill.tensor.Softmax;

/** The mean of several logits for each channel, summed in double precision. */
final class MeanLogits {
  private final double[] sums;
  private int count;

  MeanLogits(int channels) {
    this.sums = new double[channels];
  }

  /** Takes one more logit of each channel. */
  void add(MaskScores scores) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += scores.logits()[k];
    }
    count++;
  }

  /** The channels' weights: softmax over channels of the means. */
  double[] softmax() {
    float[] means = new float[sums.length];
    for (int k = 0; k < means.length; k++) {
      means[k] = (float) (sums[k] / count);
    }
    return Softmax.of(means);
  }
}
