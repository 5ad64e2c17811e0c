package io.github.heatmill.tensor;

import java.util.Arrays;

/** Resizes maps. Images are resized by the image package, with antialiasing. */
public final class Resize {
  private Resize() {}

  /**
   * Resizes maps bilinearly, in float32, with half-pixel centres, edges repeated, and no
   * antialiasing: {@code torch.nn.functional.interpolate(mode="bilinear", align_corners=False)}.
   *
   * @param maps the maps, {@code (N, h, w)}
   * @param height the new height, above 0
   * @param width the new width, above 0
   * @return {@code (N, height, width)}; values stay within the range of their map
   */
  public static Tensor bilinear(Tensor maps, int height, int width) {
    if (maps.rank() != 3 || maps.length(1) == 0 || maps.length(2) == 0) {
      throw new IllegalArgumentException(
          "Invalid shape of maps: " + Arrays.toString(maps.shape()) + " (must be (N, h, w))");
    }
    if (height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "Invalid size: " + height + " x " + width + " (height and width must be > 0)");
    }
    Interpolation rows = Interpolation.of(maps.length(1), height);
    Interpolation columns = Interpolation.of(maps.length(2), width);
    Tensor resized = Tensor.zeros(maps.length(0), height, width);
    for (int map = 0; map < maps.length(0); map++) {
      float[] source = maps.values();
      int start = map * rows.from() * columns.from();
      resize(new Rows(columns, source, start), rows, resized.values(), map * height * width);
    }
    return resized;
  }

  private static void resize(Rows source, Interpolation rows, float[] target, int at) {
    float[] upper = new float[0];
    float[] lower = new float[0];
    for (int y = 0; y < rows.to(); y++) {
      // Many new rows lie between the same two old ones, which are mixed once.
      if (y == 0 || rows.low(y) != rows.low(y - 1)) {
        boolean next = y > 0 && rows.low(y) == rows.high(y - 1);
        upper = next ? lower : source.row(rows.low(y));
        lower = rows.high(y) == rows.low(y) ? upper : source.row(rows.high(y));
      }
      between(upper, lower, rows.weight(y), target, at + y * upper.length);
    }
  }

  private static void between(float[] upper, float[] lower, float down, float[] target, int at) {
    for (int x = 0; x < upper.length; x++) {
      target[at + x] = (1 - down) * upper[x] + down * lower[x];
    }
  }

  /** The rows of one map, each as wide as it is to become. */
  private record Rows(Interpolation columns, float[] values, int start) {

    float[] row(int y) {
      float[] row = new float[columns.to()];
      for (int x = 0; x < row.length; x++) {
        row[x] = columns.mix(values, start + y * columns.from(), x);
      }
      return row;
    }
  }
}
