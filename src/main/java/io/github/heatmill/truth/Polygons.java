package io.github.heatmill.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An object drawn with closed rings, as in COCO. A point is inside a ring by the even-odd rule, and
 * inside the object if it is inside any of its rings.
 */
public final class Polygons implements Outline {
  private static final long serialVersionUID = 1L;
  private static final int SMALLEST = 6;

  private final float[][] rings;
  private final Box bounds;

  private Polygons(float[][] rings, Box bounds) {
    this.rings = rings;
    this.bounds = bounds;
  }

  /**
   * An object of the given rings; those of fewer than three corners have no inside and are left
   * out.
   *
   * @param rings x and y of each corner in turn; the last is joined to the first
   * @return empty if nothing is inside, because no ring is left or all corners are on one level or
   *     plumb line
   * @throws IllegalArgumentException if a ring has half a corner, or a coordinate is not finite
   */
  public static Optional<Polygons> of(List<float[]> rings) {
    rings.forEach(Polygons::check);
    float[][] kept =
        rings.stream()
            .filter(ring -> ring.length >= SMALLEST)
            .map(float[]::clone)
            .toArray(float[][]::new);
    double[] x = range(kept, 0);
    double[] y = range(kept, 1);
    return x[0] < x[1] && y[0] < y[1]
        ? Optional.of(new Polygons(kept, Box.between(x[0], y[0], x[1], y[1])))
        : Optional.empty();
  }

  private static void check(float[] ring) {
    if (ring.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Invalid polygon: " + ring.length + " coordinates (must be pairs of x and y)");
    }
    for (float coordinate : ring) {
      if (!Float.isFinite(coordinate)) {
        throw new IllegalArgumentException("Invalid polygon: " + coordinate + " (must be finite)");
      }
    }
  }

  private static double[] range(float[][] rings, int first) {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (float[] ring : rings) {
      for (int i = first; i < ring.length; i += 2) {
        range[0] = Math.min(range[0], ring[i]);
        range[1] = Math.max(range[1], ring[i]);
      }
    }
    return range;
  }

  /** x and y of each corner in turn, ring by ring. A copy. */
  public List<float[]> rings() {
    return Arrays.stream(rings).map(float[]::clone).toList();
  }

  @Override
  public double left() {
    return bounds.left();
  }

  @Override
  public double top() {
    return bounds.top();
  }

  @Override
  public double right() {
    return bounds.right();
  }

  @Override
  public double bottom() {
    return bounds.bottom();
  }

  @Override
  public double[] spans(double y) {
    List<double[]> found = new ArrayList<>();
    for (float[] ring : rings) {
      found.add(crossings(ring, y));
    }
    return found.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  // An edge counts from its upper end on and without its lower one, so that crossings come in pairs
  // also where the line meets a corner.
  private static double[] crossings(float[] ring, double y) {
    double[] crossings = new double[ring.length / 2];
    int count = 0;
    for (int i = 0; i < ring.length; i += 2) {
      int next = (i + 2) % ring.length;
      double from = ring[i + 1];
      double to = ring[next + 1];
      if (from <= y != to <= y) {
        double share = (y - from) / (to - from);
        crossings[count++] = ring[i] + share * (ring[next] - (double) ring[i]);
      }
    }
    double[] sorted = Arrays.copyOf(crossings, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Equal rings. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Polygons that && Arrays.deepEquals(rings, that.rings);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(rings);
  }

  @Override
  public String toString() {
    return "Polygons" + Arrays.deepToString(rings);
  }
}
