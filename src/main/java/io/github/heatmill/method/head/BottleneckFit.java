package io.github.heatmill.method.head;

/**
 * What {@link InfoCam} found for one image at one layer.
 *
 * @param shares lambda, the share of each channel that reaches the discriminative stream, 0..1; NaN
 *     where no step had a finite objective
 * @param bits the information that each channel passes on, summed over its places
 * @param objective J at the start and after each step; the shares are those of its lowest value
 */
public record BottleneckFit(double[] shares, double[] bits, double[] objective) {}
