package io.github.heatmill.metric.localisation;

import io.github.heatmill.truth.Region;

/** A region, asked whether it comes near a pixel. */
final class RegionRows {
  private final Region region;

  /** How many pixels of a row lie in the region to the left of a column; W + 1 a row. */
  private final int[] before;

  RegionRows(Region region) {
    this.region = region;
    int stride = region.width() + 1;
    before = new int[region.height() * stride];
    for (int at = 0, y = 0; y < region.height(); y++, at++) {
      for (int x = 0; x < region.width(); x++, at++) {
        before[at + 1] = before[at] + (region.contains(y, x) ? 1 : 0);
      }
    }
  }

  /**
   * Whether the centre of a pixel of the region is less than some pixels away from the centre of
   * this one.
   *
   * @param distance at least 1
   */
  boolean comesNear(int y, int x, int distance) {
    int first = Math.max(0, y - distance + 1);
    int last = Math.min(region.height() - 1, y + distance - 1);
    for (int row = first; row <= last; row++) {
      int reach = reach(distance, row - y);
      int from = Math.max(0, x - reach);
      int to = Math.min(region.width(), x + reach + 1);
      int start = row * (region.width() + 1);
      if (before[start + to] > before[start + from]) {
        return true;
      }
    }
    return false;
  }

  /** The largest dx with dx^2 + dy^2 below the square of the distance. */
  private static int reach(int distance, int dy) {
    int below = distance * distance - dy * dy - 1;
    int reach = (int) Math.sqrt(below);
    return reach * reach > below ? reach - 1 : reach;
  }
}
