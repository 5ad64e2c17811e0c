package io.github.heatmill.model.output;

import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * The numbers that a network returned for some images, and the kinds of output that they fit.
 *
 * @param images the number of images whose numbers are all finite
 * @param classes the numbers of an image
 * @param low the smallest number
 * @param high the largest number
 * @param sumsToOne the number of images whose numbers sum to 1
 */
public record OutputRange(int images, int classes, float low, float high, int sumsToOne) {
  /** Half precision inside a network leaves sums of probabilities that far from 1. */
  private static final double TOLERANCE = 2e-3;

  /** Fewer numbers may lie between 0 and 1 by chance. */
  private static final int ENOUGH = 32;

  /**
   * The range of what a network returned.
   *
   * @param returned shape (N, classes), as the network returned it
   */
  public static OutputRange of(Tensor returned) {
    int images = 0;
    int sumsToOne = 0;
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < returned.length(0); i++) {
      double sum = 0;
      float lowest = Float.POSITIVE_INFINITY;
      float highest = Float.NEGATIVE_INFINITY;
      for (float value : returned.slice(i).values()) {
        sum += value;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
      if (Double.isFinite(sum)) {
        images++;
        low = Math.min(low, lowest);
        high = Math.max(high, highest);
        sumsToOne += Math.abs(sum - 1) <= TOLERANCE ? 1 : 0;
      }
    }
    return new OutputRange(images, returned.length(1), low, high, sumsToOne);
  }

  /** The kinds that these numbers fit, the most likely one first; several if nothing decides. */
  public List<OutputKind> kinds() {
    if (images == 0 || low < -TOLERANCE || high > 1 + TOLERANCE) {
      return List.of(OutputKind.SOFTMAX);
    }
    if (sumsToOne == images) {
      return List.of(OutputKind.PROBABILITIES);
    }
    if (sumsToOne > 0) {
      return List.of(OutputKind.SIGMOID_PROBABILITIES, OutputKind.PROBABILITIES);
    }
    return images * classes >= ENOUGH
        ? List.of(OutputKind.SIGMOID_PROBABILITIES)
        : List.of(OutputKind.SIGMOID_PROBABILITIES, OutputKind.SOFTMAX);
  }

  /** What was seen, as a phrase that gives the reason for the kind. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "values from %.4g to %.4g that %s on %d images",
        low,
        high,
        sumsToOne == images ? "sum to 1" : sumsToOne == 0 ? "do not sum to 1" : "sum to 1 for some",
        images);
  }
}
