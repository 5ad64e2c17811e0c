package io.github.heatmill.method.activation;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * An image without its colours.
 *
 * @param levels whole numbers of 0 to 255, row by row
 * @param height in pixels
 * @param width in pixels
 */
record GreyImage(int[] levels, int height, int width) {
  static final int LEVELS = 256;

  private static final double RED = 0.2989;
  private static final double GREEN = 0.5870;
  private static final double BLUE = 0.1140;

  /**
   * An image of a batch, as TensorFlow's {@code rgb_to_grayscale} makes it of 8-bit pixels: v =
   * (0.2989 R + 0.5870 G + 0.1140 B) / 255, cut off to the whole number below 255.5 v.
   */
  static GreyImage of(Batch batch, int index) {
    Tensor image = batch.image(index);
    float[] values = image.values();
    int[] levels = new int[image.length(1) * image.length(2)];
    double[] shares = shares(batch.encoding());
    for (int p = 0; p < levels.length; p++) {
      double grey = 0;
      for (int channel = 0; channel < shares.length; channel++) {
        grey += shares[channel] * level(values[channel * levels.length + p], batch, channel);
      }
      levels[p] = (int) (grey / 255 * 255.5);
    }
    return new GreyImage(levels, image.length(1), image.length(2));
  }

  /**
   * The share of each of the first channels. All channels of a grey image are the same, and those
   * that are no colours count the same.
   */
  private static double[] shares(Encoding encoding) {
    return switch (encoding.colours()) {
      case RGB -> new double[] {RED, GREEN, BLUE};
      case BGR -> new double[] {BLUE, GREEN, RED};
      case GREY -> new double[] {1};
      case STORED -> equal(encoding.mean().count());
    };
  }

  private static double[] equal(int channels) {
    double[] shares = new double[channels];
    Arrays.fill(shares, 1.0 / channels);
    return shares;
  }

  /** The 8-bit level that became this value when the image was normalised. */
  private static long level(float value, Batch batch, int channel) {
    Channels mean = batch.mean();
    Channels std = batch.std();
    long level = Math.round(255.0 * (value * std.channel(channel) + mean.channel(channel)));
    return Math.max(0, Math.min(LEVELS - 1, level));
  }
}
