package io.github.heatmill.method.masking;

import io.github.heatmill.tensor.Softmax;

/**
 * The network's scores of the explained class under some masks.
 *
 * @param logits one for each mask
 * @param probabilities the probability of the explained class, one for each mask
 */
record MaskScores(float[] logits, double[] probabilities) {

  /** Empty scores for a number of masks. */
  static MaskScores empty(int masks) {
    return new MaskScores(new float[masks], new double[masks]);
  }

  /** Copies the i-th of other scores to a place of these, while they are being collected. */
  void put(int place, MaskScores others, int i) {
    logits[place] = others.logits[i];
    probabilities[place] = others.probabilities[i];
  }

  /** The mean of several logits for each channel, summed in double precision. */
  static final class MeanLogits {
    private final double[] sums;
    private int count;

    MeanLogits(int channels) {
      this.sums = new double[channels];
    }

    /** Adds one more logit of each channel. */
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
}
