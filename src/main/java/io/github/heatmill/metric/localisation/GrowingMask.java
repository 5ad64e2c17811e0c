package io.github.heatmill.metric.localisation;

import io.github.heatmill.truth.Box;
import java.util.Arrays;

/**
 * A set of pixels to which pixels are added one by one, and the box around the largest of its
 * connected components; pixels are connected to all 8 neighbours. Of equally large components it is
 * the one whose first pixel comes first in row-major order.
 */
final class GrowingMask {
  private static final int ABSENT = -1;

  private final int height;
  private final int width;

  /**
   * For each pixel an earlier pixel of the same component; the first pixel of a component has
   * itself.
   */
  private final int[] parent;

  private final int[] size;
  private final int[] left;
  private final int[] right;
  private final int[] bottom;
  private int largest = ABSENT;

  GrowingMask(int height, int width) {
    this.height = height;
    this.width = width;
    parent = new int[height * width];
    size = new int[height * width];
    left = new int[height * width];
    right = new int[height * width];
    bottom = new int[height * width];
    Arrays.fill(parent, ABSENT);
  }

  /** Adds a pixel that is not in it yet. */
  void add(int pixel) {
    int y = pixel / width;
    int x = pixel % width;
    parent[pixel] = pixel;
    size[pixel] = 1;
    left[pixel] = x;
    right[pixel] = x;
    bottom[pixel] = y;
    int first = pixel;
    for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        int neighbour = row * width + column;
        if (parent[neighbour] != ABSENT) {
          first = joined(first, first(neighbour));
        }
      }
    }
    largest = largest == ABSENT ? first : larger(first, first(largest));
  }

  private int larger(int one, int two) {
    return size[one] > size[two] || size[one] == size[two] && one < two ? one : two;
  }

  /** Joins two components and returns their first pixel. */
  private int joined(int some, int other) {
    if (some == other) {
      return some;
    }
    int one = Math.min(some, other);
    int two = Math.max(some, other);
    parent[two] = one;
    size[one] += size[two];
    left[one] = Math.min(left[one], left[two]);
    right[one] = Math.max(right[one], right[two]);
    bottom[one] = Math.max(bottom[one], bottom[two]);
    return one;
  }

  private int first(int pixel) {
    int at = pixel;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]]; // Shortens the way for the next.
      at = parent[at];
    }
    return at;
  }

  /** The box around the pixels of the largest component. Called only after {@link #add}. */
  Box box() {
    int first = first(largest);
    return Box.between(left[first], first / width, right[first] + 1, bottom[first] + 1);
  }
}
