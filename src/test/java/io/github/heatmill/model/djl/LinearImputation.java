package io.github.heatmill.model.djl;

import java.util.Arrays;

/**
 * Linear imputation of a square plane by Gaussian elimination: for each removed pixel i, sum over
 * neighbours j of w_ij (x_i - x_j) = 0, with w = 1/6 at edges and 1/12 at corners.
 */
record LinearImputation(float[] plane, int side, int[] removed) {

  float[] solved() {
    int count = removed.length;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = equation(i);
    }
    // Diagonally dominant: no pivoting is needed.
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < count; i++) {
        double factor = i == k ? 0 : rows[i][k] / rows[k][k];
        for (int j = k; factor != 0 && j <= count; j++) {
          rows[i][j] -= factor * rows[k][j];
        }
      }
    }
    float[] solved = plane.clone();
    for (int i = 0; i < count; i++) {
      solved[removed[i]] = (float) (rows[i][count] / rows[i][i]);
    }
    return solved;
  }

  /** The coefficients of all unknowns, and the right-hand side last. */
  private double[] equation(int unknown) {
    double[] row = new double[removed.length + 1];
    int y = removed[unknown] / side;
    int x = removed[unknown] % side;
    for (int neighbour = 0; neighbour < side * side; neighbour++) {
      int down = Math.abs(neighbour / side - y);
      int across = Math.abs(neighbour % side - x);
      if (Math.max(down, across) == 1) {
        double weight = down + across == 1 ? 1 / 6.0 : 1 / 12.0;
        int other = Arrays.binarySearch(removed, neighbour);
        row[unknown] += weight;
        row[other < 0 ? removed.length : other] += other < 0 ? weight * plane[neighbour] : -weight;
      }
    }
    return row;
  }
}
