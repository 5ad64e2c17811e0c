package io.github.heatmill.metric.summary;

import java.util.Arrays;

/**
 * Draws how often an image occurs in each resample of a bootstrap: independently from Poisson(1),
 * the limit of drawing n of n images with replacement. Neither n nor any other image has to be
 * known.
 *
 * <p>The weights depend on nothing but the image's name: neither on partitions nor on order nor on
 * the machine.
 *
 * <p>Source: Chamandy et al., "Estimating uncertainty for massive data streams", 2012.
 */
final class PoissonWeights {
  /** How many resamples there are. */
  static final int RESAMPLES = 1_000;

  private static final int CHUNK_BITS = 16;
  private static final int CHUNKS = Long.SIZE / CHUNK_BITS;

  /** The increment of SplitMix64 (Steele, Lea and Flood 2014): 2^64 over the golden ratio. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private static final byte[] INVERSE = inverse();

  private PoissonWeights() {}

  /**
   * Draws the weights of an image.
   *
   * @param weights overwritten; the first is 1, for the sample itself, and the others, one for each
   *     resample, are whole numbers from 0 to 8
   */
  static void draw(String image, double[] weights) {
    long state = hash(image);
    weights[0] = 1;
    long chunks = 0;
    for (int i = 1; i < weights.length; i++) {
      if ((i - 1) % CHUNKS == 0) {
        state += STEP;
        chunks = mixed(state);
      }
      weights[i] = INVERSE[(int) chunks & 0xFFFF];
      chunks >>>= CHUNK_BITS;
    }
  }

  private static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mixed(hash + STEP + text.charAt(i));
    }
    return hash;
  }

  /** The output function of SplitMix64. */
  private static long mixed(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The inverse of the distribution function, to 1 in 65,536: 9 and more are rarer than that. */
  private static byte[] inverse() {
    byte[] weights = new byte[1 << CHUNK_BITS];
    double probability = Math.exp(-1);
    double below = 0;
    int from = 0;
    for (byte weight = 0; from < weights.length; weight++) {
      below += probability;
      int to = (int) Math.round(below * weights.length);
      Arrays.fill(weights, from, to, weight);
      from = to;
      probability /= weight + 1;
    }
    return weights;
  }
}
