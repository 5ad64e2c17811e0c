package io.github.heatmill.model.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A grid of tokens: those of the places in rows, after a prefix.
 *
 * @param prefix tokens before those of the places
 * @param height rows
 * @param width columns
 */
record Grid(int prefix, int height, int width) {
  /** Class tokens, distillation tokens and registers. No network with more is known. */
  private static final int LONGEST_PREFIX = 16;

  /**
   * The grids that tokens may make: those with the aspect of the input first, and of these the ones
   * with fewer prefix tokens.
   */
  static List<Grid> of(int tokens, InputSize input) {
    List<Grid> grids = new ArrayList<>();
    for (int prefix = 0; prefix <= LONGEST_PREFIX && 2 * prefix < tokens; prefix++) {
      int places = tokens - prefix;
      for (int height = 1; height <= places; height++) {
        Grid grid = new Grid(prefix, height, places / height);
        if (places % height == 0 && places > 1 && input.fits(height, grid.width)) {
          grids.add(grid);
        }
      }
    }
    grids.sort(Comparator.comparing(grid -> !input.hasAspectOf(grid.height, grid.width)));
    return grids;
  }

  Layout layout(Layout.Order order) {
    return Layout.tokens(order, prefix, height, width);
  }

  /** The sums over each row. */
  double[] rows(double[] tokens) {
    double[] sums = new double[height];
    for (int i = 0; i < height * width; i++) {
      sums[i / width] += tokens[prefix + i];
    }
    return sums;
  }

  /** The sums over each column. */
  double[] columns(double[] tokens) {
    double[] sums = new double[width];
    for (int i = 0; i < height * width; i++) {
      sums[i % width] += tokens[prefix + i];
    }
    return sums;
  }
}
