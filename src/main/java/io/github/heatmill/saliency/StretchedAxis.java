package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Interpolation;
import java.util.Arrays;

/**
 * One axis of a map that is stretched bilinearly over a picture: computes how much each place
 * contributes to the sum over a stretch of pixels. Immutable.
 *
 * <p>Pixel i mixes the places low(i) and low(i) + 1 with shares 1 - w(i) and w(i), and low never
 * falls. So place k contributes the sum of 1 - w over the pixels of the stretch with low = k, and
 * the sum of w over those with low = k - 1, both of which are differences of running sums.
 */
final class StretchedAxis {
  private final Interpolation pixels;
  private final double[] before;
  private final int[] first;
  private final double[] all;
  private final int[] ends;

  private StretchedAxis(Interpolation pixels) {
    this.pixels = pixels;
    this.before = new double[pixels.to() + 1];
    for (int i = 0; i < pixels.to(); i++) {
      before[i + 1] = before[i] + pixels.weight(i);
    }
    this.first = new int[pixels.from() + 1];
    for (int k = 1; k < first.length; k++) {
      first[k] = first[k - 1];
      while (first[k] < pixels.to() && pixels.low(first[k]) < k) {
        first[k]++;
      }
    }
    this.all = weights(0, pixels.to());
    this.ends = ends();
  }

  static StretchedAxis of(int places, int pixels) {
    return new StretchedAxis(Interpolation.of(places, pixels));
  }

  /** The first and the last pixel between any two neighbouring places, of those that have any. */
  private int[] ends() {
    int[] found = new int[2 * pixels.from()];
    int count = 0;
    for (int k = 0; k < pixels.from(); k++) {
      if (first[k] < first[k + 1]) {
        found[count++] = first[k];
      }
      if (first[k] + 1 < first[k + 1]) {
        found[count++] = first[k + 1] - 1;
      }
    }
    return Arrays.copyOf(found, count);
  }

  int places() {
    return pixels.from();
  }

  int pixels() {
    return pixels.to();
  }

  Interpolation interpolation() {
    return pixels;
  }

  /** Not a copy. */
  int[] endPixels() {
    return ends;
  }

  /** The weight of each place in the sum over all pixels. Not a copy. */
  double[] weights() {
    return all;
  }

  /** The weight of each place in the sum over the pixels from one, inclusive, to another. */
  double[] weights(int from, int to) {
    double[] weights = new double[places()];
    int last = weights.length - 1;
    for (int k = 0; k <= last; k++) {
      int start = Math.min(to, Math.max(from, first[k]));
      int end = Math.min(to, Math.max(from, first[k + 1]));
      double second = before[end] - before[start];
      weights[k] += end - start - second;
      weights[Math.min(k + 1, last)] += second;
    }
    return weights;
  }
}
