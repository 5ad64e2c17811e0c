package io.github.heatmill.method.activation;

/** What a channel and the image that it comes from tell of each other. */
interface MutualInformation {

  /**
   * Of one channel.
   *
   * @param activations of all channels
   * @param from where the channel's begin
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
