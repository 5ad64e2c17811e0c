package io.github.heatmill.method.activation;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Mutual information in nats between grey levels and a channel enlarged to the nearest cell, where
 * values are labels: equal or not.
 *
 * <p>The values of the labels do not matter, only which cells share one. So I = H(grey) - sum over
 * groups G of cells with equal values of (n_G / N) H(grey | G), n_G of N pixels. Most groups are
 * single cells, whose entropies are the same for all channels.
 */
final class LabelInformation implements MutualInformation {
  private final int[][] cells;
  private final double[] cellEntropies;
  private final double entropy;
  private final int pixels;

  /**
   * Prepares the histograms of an image.
   *
   * @param height of the channels; pixel y of H belongs to the cell floor(y height / H)
   * @param width of the channels
   */
  LabelInformation(GreyImage grey, int height, int width) {
    cells = new int[height * width][GreyImage.LEVELS];
    pixels = grey.levels().length;
    for (int p = 0; p < pixels; p++) {
      int row = p / grey.width() * height / grey.height();
      int column = p % grey.width() * width / grey.width();
      cells[row * width + column][grey.levels()[p]]++;
    }
    cellEntropies = Arrays.stream(cells).mapToDouble(MutualInformation::entropies).toArray();
    entropy = entropies(0, cells.length, cell -> cell);
  }

  @Override
  public double with(float[] activations, int from) {
    long[] labels = new long[cells.length];
    for (int cell = 0; cell < labels.length; cell++) {
      // Plus 0, because -0 + 0 is 0. Sorting brings equal labels together.
      labels[cell] = (long) Float.floatToIntBits(activations[from + cell] + 0f) << 32 | cell;
    }
    Arrays.sort(labels);
    double rest = 0;
    int end;
    for (int start = 0; start < labels.length; start = end) {
      end = start + 1;
      while (end < labels.length && labels[end] >> 32 == labels[start] >> 32) {
        end++;
      }
      rest += entropies(start, end, i -> (int) labels[i]);
    }
    return Math.max(0, (entropy - rest) / pixels); // Rounding may leave it just below 0.
  }

  private double entropies(int start, int end, IntUnaryOperator cellAt) {
    if (end == start + 1) {
      return cellEntropies[cellAt.applyAsInt(start)];
    }
    int[] merged = new int[GreyImage.LEVELS];
    for (int i = start; i < end; i++) {
      int[] cell = cells[cellAt.applyAsInt(i)];
      for (int level = 0; level < merged.length; level++) {
        merged[level] += cell[level];
      }
    }
    return MutualInformation.entropies(merged);
  }
}
