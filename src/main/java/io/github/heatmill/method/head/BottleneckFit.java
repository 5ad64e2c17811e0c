package io.github.heatmill.method.head;

import io.github.heatmill.method.Objective;
import java.util.Arrays;

/**
 * What {@link InfoCam} found for one image at one layer.
 *
 * @param shares lambda, the share of each channel that reaches the discriminative stream, 0..1; NaN
 *     where no step had a finite objective
 * @param bits the information that each channel passes on, summed over its places
 * @param objective J at the start and after each step; the shares are those of its lowest value
 */
public record BottleneckFit(double[] shares, double[] bits, double[] objective) {

  /** J at the start and its lowest value; NaN where it was never a number. */
  Objective course() {
    double lowest = Arrays.stream(objective).filter(j -> !Double.isNaN(j)).min().orElse(Double.NaN);
    return new Objective(objective[0], lowest);
  }
}
