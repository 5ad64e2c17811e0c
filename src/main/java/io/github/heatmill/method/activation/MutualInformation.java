package io.github.heatmill.method.activation;

/** Mutual information of a channel and its image. */
interface MutualInformation {

  /**
   * The mutual information of one channel with the image.
   *
   * @param activations the values of all channels
   * @param from the index of the channel's first value
   * @return at least 0
   */
  double with(float[] activations, int from);

  /**
   * The entropy of a histogram times its number of counts, in nats: n log n - sum of c log c. In
   * this form entropies of parts add up.
   */
  static double entropies(int[] counts) {
    long total = 0;
    double logs = 0;
    for (int count : counts) {
      if (count > 1) {
        logs += count * Math.log(count);
      }
      total += count;
    }
    return total == 0 ? 0 : total * Math.log(total) - logs;
  }
}
