package io.github.heatmill.tensor;

import java.util.Arrays;

/**
 * The inner products of rows with each other: a symmetric matrix without eigenvalues below 0.
 *
 * @param products square
 */
record GramMatrix(double[][] products) {
  /** The largest change of the direction, of length 1, in the last step. */
  private static final double CONVERGED = 1e-10;

  /** Only equally strong components need as many, and then each of them is an answer. */
  private static final int MOST_SQUARINGS = 30;

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  /** The Gram matrix of some rows of the same length. */
  static GramMatrix of(double[][] rows) {
    double[][] gram = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(rows[i], rows[j]);
        gram[j][i] = gram[i][j];
      }
    }
    return new GramMatrix(gram);
  }

  /**
   * The eigenvector of the largest eigenvalue, of length 1 and either sign: by power iteration from
   * a start without structure that could make it miss the direction. Each squaring of the matrix
   * halves the remaining number of steps.
   */
  double[] strongest() {
    GramMatrix power = this;
    double[] direction = new double[products.length];
    Arrays.setAll(direction, i -> (i + 1) * GOLDEN_RATIO % 1 - 0.5);
    for (int round = 0; round < MOST_SQUARINGS; round++) {
      // As many steps as one squaring costs.
      for (int step = 0; step <= products.length / 2; step++) {
        double[] next = scaled(power.times(direction));
        double turn = turn(direction, next);
        direction = next;
        if (!(turn > CONVERGED)) { // Also with NaN, which never converges.
          return direction;
        }
      }
      power = power.squared();
    }
    return direction;
  }

  /** The eigenvalue of an eigenvector. */
  double strength(double[] direction) {
    return length(times(direction));
  }

  private static double[] scaled(double[] vector) {
    double length = length(vector);
    return Arrays.stream(vector).map(value -> value / length).toArray();
  }

  private static double turn(double[] before, double[] after) {
    double turn = 0;
    for (int i = 0; i < before.length; i++) {
      turn = Math.max(turn, Math.abs(after[i] - before[i]));
    }
    return turn;
  }

  private GramMatrix squared() {
    GramMatrix square = of(products); // Symmetric: its rows are its columns.
    double trace = 0;
    for (int i = 0; i < square.products.length; i++) {
      trace += square.products[i][i];
    }
    for (double[] row : square.products) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= trace; // Else powers overflow or vanish.
      }
    }
    return square;
  }

  private double[] times(double[] vector) {
    double[] product = new double[products.length];
    Arrays.setAll(product, i -> dot(products[i], vector));
    return product;
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  static double dot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i < a.length - 3; i += 4) { // Sums that do not wait for each other.
      first += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      first += a[i] * b[i];
    }
    return (first + second) + (third + fourth);
  }
}
