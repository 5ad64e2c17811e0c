package io.github.heatmill.model.output;

import io.github.heatmill.tensor.Tensor;
import java.util.Locale;

/**
 * The numbers that a network returned for some images.
 *
 * @param images the number of images whose numbers are all finite
 * @param classes the numbers of an image
 * @param low the smallest number
 * @param high the largest number
 * @param sums what is known of the numbers of each image
 */
public record OutputRange(int images, int classes, float low, float high, Sums sums) {
  /** Half precision inside a network leaves sums of probabilities that far from 1. */
  private static final double TOLERANCE = 2e-3;

  /** Sums of numbers in percent, which may be rounded, are that far from 100. */
  private static final double PERCENT_TOLERANCE = 0.5;

  private static final int PERCENT = 100;

  /** What stands for the probability 0 where its logarithm is taken, with some rounding. */
  private static final float ZERO = 2 * Float.MIN_NORMAL;

  /**
   * The number of images for which something holds.
   *
   * @param toOne their numbers sum to 1
   * @param toPercent they sum to 100
   * @param saturated the highest of them is exactly 1, or exactly 0
   */
  public record Sums(int toOne, int toPercent, int saturated) {
    private Sums and(double sum, float highest) {
      return new Sums(
          toOne + (Math.abs(sum - 1) <= TOLERANCE ? 1 : 0),
          toPercent + (Math.abs(sum - PERCENT) <= PERCENT_TOLERANCE ? 1 : 0),
          saturated + (highest == 1 || Math.abs(highest) <= ZERO ? 1 : 0));
    }
  }

  /**
   * The range of what a network returned.
   *
   * @param returned shape (N, classes), as the network returned it
   */
  public static OutputRange of(Tensor returned) {
    int images = 0;
    Sums sums = new Sums(0, 0, 0);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < returned.length(0); i++) {
      double sum = 0;
      float lowest = Float.POSITIVE_INFINITY;
      float highest = Float.NEGATIVE_INFINITY;
      for (float value : returned.slice(i).values()) {
        if (value == Float.NEGATIVE_INFINITY) {
          continue; // A logit of this value hides a class.
        }
        sum += value;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
      if (Double.isFinite(sum) && lowest <= highest) {
        images++;
        low = Math.min(low, lowest);
        high = Math.max(high, highest);
        sums = sums.and(sum, highest);
      }
    }
    return new OutputRange(images, returned.length(1), low, high, sums);
  }

  /** Whether all numbers lie between 0 and 1. */
  boolean isWithinOne() {
    return images > 0 && low >= -TOLERANCE && high <= 1 + TOLERANCE;
  }

  /** Whether the numbers of every image sum to 1. */
  boolean sumsToOne() {
    return sums.toOne() == images;
  }

  /** Whether the numbers of some images sum to 1, and those of others do not. */
  boolean sumsToOneForSome() {
    return sums.toOne() > 0 && !sumsToOne();
  }

  /** Whether the numbers of every image are shares in percent. */
  boolean isPercent() {
    return images > 0 && low >= -TOLERANCE && sums.toPercent() == images;
  }

  /** Whether the highest number of most images is exactly 1 or exactly 0. */
  public boolean isSaturated() {
    return 2 * sums.saturated() > images;
  }

  /** What was seen, as a phrase that gives the reason for the kind. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "values from %.4g to %.4g that %s on %d trial inputs",
        low,
        high,
        isPercent()
            ? "sum to 100"
            : sumsToOne()
                ? "sum to 1"
                : sumsToOneForSome() ? "sum to 1 for some" : "do not sum to 1",
        images);
  }
}
