package io.github.heatmill.tensor;

/**
 * Linear interpolation along one axis: for each new position the two old ones around it and the
 * weight of the second, with half-pixel centres, edges repeated, and no antialiasing. Immutable.
 */
public final class Interpolation {
  private final int from;
  private final int[] low;
  private final float[] weight;

  private Interpolation(int from, int to) {
    this.from = from;
    this.low = new int[to];
    this.weight = new float[to];
  }

  /**
   * Creates the interpolation from one number of positions to another.
   *
   * @param from the old number, above 0
   * @param to the new number, above 0
   * @throws IllegalArgumentException if either is not above 0
   */
  // Computed in float32 like PyTorch, so that the weights are the same to the last bit.
  public static Interpolation of(int from, int to) {
    if (from <= 0 || to <= 0) {
      throw new IllegalArgumentException(
          "Invalid interpolation: from " + from + " to " + to + " positions (both must be > 0)");
    }
    Interpolation axis = new Interpolation(from, to);
    float scale = (float) from / to;
    for (int i = 0; i < to; i++) {
      float position = Math.max(0, scale * (i + 0.5f) - 0.5f);
      axis.low[i] = Math.min((int) position, from - 1);
      axis.weight[i] = Math.min(1, position - axis.low[i]);
    }
    return axis;
  }

  /** The old number of positions. */
  public int from() {
    return from;
  }

  /** The new number of positions. */
  public int to() {
    return low.length;
  }

  /** The old position before a new one, which never decreases with it. */
  public int low(int i) {
    return low[i];
  }

  /** The old position behind a new one; the last one if there is none behind. */
  public int high(int i) {
    return Math.min(low[i] + 1, from - 1);
  }

  /** The share 0..1 of {@link #high}; that of {@link #low} is the rest. */
  public float weight(int i) {
    return weight[i];
  }

  /** The value at a new position of a row that begins at {@code start}. */
  float mix(float[] values, int start, int i) {
    return (1 - weight[i]) * values[start + low[i]] + weight[i] * values[start + high(i)];
  }
}
