package io.github.heatmill.method.masking;

import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.tensor.Resize;
import io.github.heatmill.tensor.Tensor;

/**
 * Adds up RISE's masks without enlarging any: first along the columns, into one sum for each
 * vertical shift, and then each of these sums along the rows.
 */
record RiseSum(Axis rows, Axis columns) {

  /** The weighted sum of all masks, averaged over blocks, rows before columns. */
  double[] of(Masks masks, double[] weights) {
    int grid = masks.maps().length(1);
    double[][] lines = new double[rows.shifts()][grid * columns.blocks()];
    for (int i = 0; i < masks.size(); i++) {
      addColumns(lines[masks.window().tops()[i]], masks, i, weights[i]);
    }
    double[] sum = new double[rows.blocks() * columns.blocks()];
    for (int shift = 0; shift < lines.length; shift++) {
      addRows(sum, lines[shift], shift, grid);
    }
    return sum;
  }

  private void addColumns(double[] lines, Masks masks, int mask, double weight) {
    Tensor patterns = masks.maps();
    int grid = patterns.length(1);
    int shift = masks.window().lefts()[mask];
    for (int i = 0; i < lines.length; i++) {
      int row = (mask * grid + i / columns.blocks()) * grid;
      double share = 0;
      for (int cell = 0; cell < grid; cell++) {
        share += patterns.values()[row + cell] * columns.weight(shift, i % columns.blocks(), cell);
      }
      lines[i] += weight * share;
    }
  }

  private void addRows(double[] sum, double[] lines, int shift, int grid) {
    for (int i = 0; i < sum.length; i++) {
      int block = i / columns.blocks();
      int column = i % columns.blocks();
      for (int cell = 0; cell < grid; cell++) {
        sum[i] += rows.weight(shift, block, cell) * lines[cell * columns.blocks() + column];
      }
    }
  }

  /**
   * The weights of RISE's patterns along one axis of an image. Enlarging is separable, so that a
   * mask's mean over blocks of pixels is R P C', with the pattern P and one matrix of weights for
   * each axis.
   *
   * @param enlarged the length to which the pattern is enlarged, in pixels
   * @param shifts the number of positions at which the image may begin
   * @param blocks the number of blocks of 4 pixels that cover the image; the last may be smaller
   * @param weights of the pattern's cells for each shift and block, shape (shifts, blocks, grid)
   */
  record Axis(int enlarged, int shifts, int blocks, Tensor weights) {
    private static final int BLOCK = 4;

    /**
     * The weights for an image.
     *
     * @param grid the number of cells of a pattern
     * @param length the length of the image, in pixels
     */
    static Axis of(int grid, int length) {
      int cell = (length + grid - 1) / grid;
      int enlarged = (grid + 1) * cell;
      int blocks = (length + BLOCK - 1) / BLOCK;
      Tensor lines = Resize.bilinear(unit(grid), enlarged, 1);
      Tensor weights = Tensor.zeros(cell, blocks, grid);
      for (int i = 0; i < weights.size(); i++) {
        int shift = i / (blocks * grid);
        int from = i / grid % blocks * BLOCK;
        int to = Math.min(from + BLOCK, length);
        double sum = 0;
        for (int pixel = from; pixel < to; pixel++) {
          sum += lines.values()[i % grid * enlarged + shift + pixel];
        }
        weights.values()[i] = (float) (sum / (to - from));
      }
      return new Axis(enlarged, cell, blocks, weights);
    }

    /** The share of a cell in a block's mean. */
    double weight(int shift, int block, int cell) {
      return weights.values()[(shift * blocks + block) * weights.length(2) + cell];
    }

    /**
     * One map for each cell, which is 1 there and 0 elsewhere: enlarged, it is the cell's weight.
     */
    private static Tensor unit(int grid) {
      Tensor unit = Tensor.zeros(grid, grid, 1);
      for (int i = 0; i < grid; i++) {
        unit.values()[i * grid + i] = 1;
      }
      return unit;
    }
  }
}
