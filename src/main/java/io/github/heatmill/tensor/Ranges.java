package io.github.heatmill.tensor;

/** The range of a map's values, and scaling by it. */
public final class Ranges {

  private Ranges() {}

  /** The smallest value; NaN if any value is NaN. */
  public static double minimum(Tensor values) {
    double minimum = Double.POSITIVE_INFINITY;
    for (float value : values.values()) {
      minimum = Math.min(minimum, value);
    }
    return minimum;
  }

  /** The largest value; NaN if any value is NaN. */
  public static double maximum(Tensor values) {
    double maximum = Double.NEGATIVE_INFINITY;
    for (float value : values.values()) {
      maximum = Math.max(maximum, value);
    }
    return maximum;
  }

  /**
   * Scales each map to 0..1 by its own range: (v - min) / (max - min). A constant map becomes 0
   * everywhere.
   *
   * @param maps shape (N, h, w)
   */
  public static Tensor minMaxScaled(Tensor maps) {
    Tensor scaled = Tensor.zeros(maps.shape());
    int stride = maps.size() / maps.length(0);
    for (int i = 0; i < maps.length(0); i++) {
      Tensor map = maps.slice(i);
      double minimum = minimum(map);
      double range = maximum(map) - minimum;
      for (int j = 0; j < stride && range != 0; j++) {
        scaled.values()[i * stride + j] = (float) ((map.values()[j] - minimum) / range);
      }
    }
    return scaled;
  }
}
