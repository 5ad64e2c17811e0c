package io.github.heatmill.method.masking;

import io.github.heatmill.tensor.Tensor;

/** Enlarges so that the outermost values lie on the outermost pixels. */
final class AlignedCorners {

  private AlignedCorners() {}

  /** A map of shape (h, w) as one of shape (1, height, width). */
  static Tensor enlarged(Tensor map, int height, int width) {
    Tensor enlarged = Tensor.zeros(1, height, width);
    for (int i = 0; i < enlarged.size(); i++) {
      double row = (double) (i / width) * (map.length(0) - 1) / (height - 1);
      double column = (double) (i % width) * (map.length(1) - 1) / (width - 1);
      enlarged.values()[i] = (float) between(map, row, column);
    }
    return enlarged;
  }

  private static double between(Tensor map, double row, double column) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      int y = Math.min((int) row + i / 2, map.length(0) - 1);
      int x = Math.min((int) column + i % 2, map.length(1) - 1);
      double down = i / 2 == 0 ? 1 - row % 1 : row % 1;
      double across = i % 2 == 0 ? 1 - column % 1 : column % 1;
      sum += down * across * map.values()[y * map.length(1) + x];
    }
    return sum;
  }
}
