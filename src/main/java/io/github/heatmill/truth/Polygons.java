package io.github.heatmill.truth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
   * Rings of at least three corners.
   *
   * @param rings x and y of each corner in turn; the last is joined to the first
   * @throws IllegalArgumentException if there is no ring, a ring is too short or has half a corner,
   *     a coordinate is not finite, or they cover no area
   */
  public static Polygons of(List<float[]> rings) {
    float left = Float.POSITIVE_INFINITY;
    float top = Float.POSITIVE_INFINITY;
    float right = Float.NEGATIVE_INFINITY;
    float bottom = Float.NEGATIVE_INFINITY;
    for (float[] ring : rings) {
      check(ring);
      for (int i = 0; i < ring.length; i += 2) {
        left = Math.min(left, ring[i]);
        right = Math.max(right, ring[i]);
        top = Math.min(top, ring[i + 1]);
        bottom = Math.max(bottom, ring[i + 1]);
      }
    }
    Box bounds = Box.between(left, top, right, bottom);
    return new Polygons(rings.stream().map(float[]::clone).toArray(float[][]::new), bounds);
  }

  private static void check(float[] ring) {
    if (ring.length < SMALLEST || ring.length % 2 != 0) {
      throw new IllegalArgumentException(
          "Invalid polygon: "
              + ring.length
              + " coordinates (must be pairs of at least three corners)");
    }
  }

  /** x and y of each corner in turn, ring by ring. A copy. */
  public List<float[]> rings() {
    return Arrays.stream(rings).map(float[]::clone).toList();
  }

  @Override
  public Box bounds() {
    return bounds;
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
