package io.github.heatmill.method.activation;

import io.github.heatmill.tensor.Ranges;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;

/**
 * Computes the mutual information between grey levels and a channel enlarged bilinearly, both in
 * bins of equal width, divided by sqrt(H(grey) H(channel)): 0..1, and 0 where an entropy is.
 */
final class BinnedInformation implements MutualInformation {
  private static final int GREY_BINS = 64;

  private final GreyImage grey;
  private final int[] greyBins;
  private final double greyEntropies;
  private final int[] shape;
  private final int bins;

  /**
   * Prepares the histograms of an image.
   *
   * @param shape (1, h, w) of the channels
   * @param bins the number of bins between the lowest and the highest value of each enlarged
   *     channel
   */
  BinnedInformation(GreyImage grey, int[] shape, int bins) {
    this.grey = grey;
    this.shape = shape;
    this.bins = bins;
    greyBins = grey.levels().clone();
    int[] counts = new int[GREY_BINS];
    for (int p = 0; p < greyBins.length; p++) {
      greyBins[p] = greyBins[p] * GREY_BINS / GreyImage.LEVELS;
      counts[greyBins[p]]++;
    }
    greyEntropies = MutualInformation.entropies(counts);
  }

  @Override
  public double with(float[] activations, int from) {
    int cells = shape[1] * shape[2];
    Tensor channel = Tensor.of(Arrays.copyOfRange(activations, from, from + cells), shape);
    Tensor enlarged = Resize.bilinear(channel, grey.height(), grey.width());
    int[] joint = joint(enlarged);
    int[] counts = new int[bins];
    for (int i = 0; i < joint.length; i++) {
      counts[i % bins] += joint[i];
    }
    double entropies = MutualInformation.entropies(counts);
    double shared = greyEntropies + entropies - MutualInformation.entropies(joint);
    double scale = Math.sqrt(greyEntropies * entropies);
    return scale == 0 ? 0 : Math.max(0, shared / scale);
  }

  private int[] joint(Tensor enlarged) {
    float[] values = enlarged.values();
    double minimum = Ranges.minimum(enlarged);
    double range = Ranges.maximum(enlarged) - minimum;
    double width = range == 0 ? 1 : range / bins;
    int[] joint = new int[GREY_BINS * bins];
    for (int p = 0; p < values.length; p++) {
      int bin = Math.min(bins - 1, (int) ((values[p] - minimum) / width)); // The first, for NaN.
      joint[greyBins[p] * bins + bin]++;
    }
    return joint;
  }
}
