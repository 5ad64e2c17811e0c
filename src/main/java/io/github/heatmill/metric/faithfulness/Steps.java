package io.github.heatmill.metric.faithfulness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points of a curve over the share of pixels that a map puts first.
 *
 * @param pixels HW, how many there are
 * @param counts how many are first at each point: never fewer than before, from 0 to HW
 */
record Steps(int pixels, List<Integer> counts) {

  Steps {
    counts = List.copyOf(counts);
  }

  /** As equal as whole pixels allow: n_k = round(k HW / steps), halves upwards. */
  static Steps even(int steps, int pixels) {
    return new Steps(
        pixels,
        IntStream.rangeClosed(0, steps)
            .mapToObj(k -> (int) ((2L * k * pixels + steps) / (2L * steps)))
            .toList());
  }

  /**
   * All of ceil(HW / steps) pixels but the last one, which holds the rest: there may be fewer than
   * asked for.
   */
  static Steps roundedUp(int steps, int pixels) {
    int size = (pixels + steps - 1) / steps;
    List<Integer> counts = new ArrayList<>();
    for (int count = 0; count < pixels; count += size) {
      counts.add(count);
    }
    counts.add(pixels);
    return new Steps(pixels, counts);
  }

  /** The area under a curve by trapezoids over n_k / HW, so over 0..1. */
  double area(double[] curve) {
    double sum = 0;
    for (int k = 1; k < curve.length; k++) {
      sum += (curve[k - 1] + curve[k]) / 2 * (counts.get(k) - counts.get(k - 1));
    }
    return sum / pixels;
  }
}
