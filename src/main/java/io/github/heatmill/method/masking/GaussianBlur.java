package io.github.heatmill.method.masking;

import io.github.heatmill.model.alteration.GaussianKernel;
import io.github.heatmill.tensor.Tensor;

/**
 * Blurs an image: the mean around each pixel, weighted by exp(-d^2 / (2 sigma^2)) for a distance d
 * along each axis. At its edges the image goes on as its mirror image, without the edge repeated.
 *
 * @param kernel how many pixels count along each axis, odd
 * @param sigma in pixels
 */
record GaussianBlur(int kernel, double sigma) {

  /** A blurred copy of an image of shape (C, H, W). */
  Tensor apply(Tensor image) {
    int height = image.length(1);
    int width = image.length(2);
    double[] weights = weights();
    float[] along = blurred(image.values(), weights, width, 1);
    return Tensor.of(blurred(along, weights, height, width), image.shape());
  }

  private double[] weights() {
    return GaussianKernel.normalised(kernel, sigma).weights().stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** Blurs along one axis of the given length, whose neighbours are a stride apart. */
  private float[] blurred(float[] values, double[] weights, int length, int stride) {
    float[] blurred = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int at = i / stride % length;
      double sum = 0;
      for (int j = 0; j < kernel; j++) {
        int neighbour = mirrored(at + j - kernel / 2, length);
        sum += weights[j] * values[i + (neighbour - at) * stride];
      }
      blurred[i] = (float) sum;
    }
    return blurred;
  }

  /** Where a place beyond the edges lies in the mirror; a small image is mirrored repeatedly. */
  private static int mirrored(int place, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int within = Math.floorMod(place, period);
    return Math.min(within, period - within);
  }
}
