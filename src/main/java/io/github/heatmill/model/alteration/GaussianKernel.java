package io.github.heatmill.model.alteration;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of a blur along one axis; a pixel's weight is the product of both axes'.
 *
 * @param weights an odd number of them, the middle one for the pixel itself
 */
public record GaussianKernel(List<Double> weights) implements Serializable {
  private static final int RISE_SIZE = 11;
  private static final double RISE_SIGMA = 5;

  /** SciPy cuts a Gaussian off at this many sigmas. */
  private static final int SCIPY_TRUNCATE = 4;

  public GaussianKernel {
    weights = List.copyOf(weights);
    if (weights.size() % 2 == 0) {
      throw new IllegalArgumentException(
          "Invalid size of a kernel: " + weights.size() + " (must be odd)");
    }
  }

  /**
   * Weights exp(-d^2 / (2 sigma^2)) for the distance d in pixels, divided by their sum.
   *
   * @param size the number of pixels along the axis, odd
   * @param sigma in pixels, above 0
   */
  public static GaussianKernel normalised(int size, double sigma) {
    if (!(sigma > 0)) {
      throw new IllegalArgumentException("Invalid sigma: " + sigma + " (must be > 0)");
    }
    return of(normalisedWeights(size, sigma));
  }

  /**
   * The kernel of RISE (Petsiuk et al. 2018, <a href="https://arxiv.org/abs/1806.07421">paper</a>),
   * 11 x 11: the response of {@code scipy.ndimage.gaussian_filter} with a sigma of 5 to an impulse
   * in the middle of 11 x 11 zeros. That filter is wider than the array, which it mirrors at its
   * edges (d c b a | a b c d | d c b a), so that the parts beyond the edges are folded back, and
   * the result is much flatter than a Gaussian.
   */
  public static GaussianKernel rise() {
    int radius = (int) (SCIPY_TRUNCATE * RISE_SIGMA);
    double[] gaussian = normalisedWeights(2 * radius + 1, RISE_SIGMA);
    double[] folded = new double[RISE_SIZE];
    for (int i = 0; i < gaussian.length; i++) {
      folded[mirrored(RISE_SIZE / 2 + i - radius)] += gaussian[i];
    }
    return of(folded);
  }

  private static int mirrored(int place) {
    int within = Math.floorMod(place, 2 * RISE_SIZE);
    return Math.min(within, 2 * RISE_SIZE - 1 - within);
  }

  private static double[] normalisedWeights(int size, double sigma) {
    double[] weights =
        IntStream.range(0, size)
            .mapToDouble(i -> i - size / 2)
            .map(distance -> Math.exp(-distance * distance / (2 * sigma * sigma)))
            .toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int i = 0; i < size; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static GaussianKernel of(double[] weights) {
    return new GaussianKernel(Arrays.stream(weights).boxed().toList());
  }
}
