package io.github.heatmill.udf.summary;

import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the activation statistics of a layer, one image at a time, by Welford's recurrence in
 * double precision. The last bits depend on the order of the images.
 */
public final class RunningStatistics {
  private final int[] shape;
  private final double[] means;
  private final double[] squares;
  private final long[] active;
  private long images;

  public RunningStatistics(int... shape) {
    this.shape = shape.clone();
    int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    this.means = new double[size];
    this.squares = new double[size];
    this.active = new long[size];
  }

  /**
   * Adds an image.
   *
   * @throws IllegalStateException if its shape differs from that of the other images
   */
  public void add(float[] activations, int... imageShape) {
    if (!Arrays.equals(shape, imageShape)) {
      throw new IllegalStateException(
          "Layer gives different shapes for different images: "
              + List.of(Arrays.toString(shape), Arrays.toString(imageShape))
              + " (statistics need one)");
    }
    images++;
    for (int i = 0; i < activations.length; i++) {
      double before = activations[i] - means[i];
      means[i] += before / images;
      squares[i] += before * (activations[i] - means[i]);
      active[i] += activations[i] == 0 ? 0 : 1;
    }
  }

  /** The statistics of all images so far. */
  public ActivationStatistics statistics() {
    Tensor mean = Tensor.zeros(shape);
    Tensor deviation = Tensor.zeros(shape);
    Tensor share = Tensor.zeros(shape);
    for (int i = 0; i < means.length; i++) {
      mean.values()[i] = (float) means[i];
      deviation.values()[i] = (float) Math.sqrt(squares[i] / images);
      share.values()[i] = (float) (active[i] / (double) images);
    }
    return new ActivationStatistics(images, mean, deviation, share);
  }
}
