package io.github.heatmill.method.activation;

/**
 * The mean of each cell of a map that is enlarged to the nearest cell and blurred with a Gaussian:
 * B_h S B_w', where B(i, j) = mean over the pixels x of cell i of the sum of the kernel's taps g_d
 * for which pixel x + d lies in cell j. Beyond the edge the image is mirrored at its last pixel.
 */
final class CellBlur {
  private static final int RADIUS = 5;
  private static final double SIGMA = 7;

  private final double[][] rows;
  private final double[][] columns;

  /** Creates the blur for maps of {@code height} x {@code width} cells over an image. */
  CellBlur(GreyImage image, int height, int width) {
    rows = matrix(image.height(), height);
    columns = matrix(image.width(), width);
  }

  /**
   * Blurs a map.
   *
   * @param map one value for each cell, row by row
   */
  double[] of(double[] map) {
    int width = columns.length;
    double[] across = new double[map.length];
    for (int cell = 0; cell < map.length; cell++) {
      for (int j = 0; j < width; j++) {
        across[cell] += columns[cell % width][j] * map[cell - cell % width + j];
      }
    }
    double[] blurred = new double[map.length];
    for (int cell = 0; cell < map.length; cell++) {
      for (int i = 0; i < rows.length; i++) {
        blurred[cell] += rows[cell / width][i] * across[i * width + cell % width];
      }
    }
    return blurred;
  }

  static double[][] matrix(int pixels, int cells) {
    int[] sizes = new int[cells];
    for (int x = 0; x < pixels; x++) {
      sizes[x * cells / pixels]++;
    }
    double[] taps = taps();
    double[][] matrix = new double[cells][cells];
    for (int x = 0; x < pixels; x++) {
      int cell = x * cells / pixels;
      for (int d = -RADIUS; d <= RADIUS; d++) {
        int seen = mirrored(x + d, pixels) * cells / pixels;
        matrix[cell][seen] += taps[d + RADIUS] / sizes[cell];
      }
    }
    return matrix;
  }

  private static double[] taps() {
    double[] taps = new double[2 * RADIUS + 1];
    double sum = 0;
    for (int d = -RADIUS; d <= RADIUS; d++) {
      taps[d + RADIUS] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += taps[d + RADIUS];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= sum;
    }
    return taps;
  }

  // The edge pixel itself is not repeated: OpenCV's reflect-101.
  private static int mirrored(int x, int pixels) {
    int period = Math.max(1, 2 * (pixels - 1));
    int within = Math.floorMod(x, period);
    return Math.min(within, period - within);
  }
}
