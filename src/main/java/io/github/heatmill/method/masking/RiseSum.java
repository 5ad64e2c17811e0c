package io.github.heatmill.method.masking;

import io.github.heatmill.model.alteration.Masks;
import io.github.heatmill.tensor.Tensor;

/**
 * Adds up RISE's masks without enlarging any: first along the columns, into one sum for each
 * vertical shift, and then each of these sums along the rows.
 */
record RiseSum(RiseAxis rows, RiseAxis columns) {

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
}
