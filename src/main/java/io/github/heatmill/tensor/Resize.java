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
    Axis rows = Axis.of(maps.length(1), height);
    Axis columns = Axis.of(maps.length(2), width);
    int count = maps.length(0);
    Tensor resized = Tensor.zeros(count, height, width);
    for (int map = 0; map < count; map++) {
      resize(maps, resized, map, new Axis[] {rows, columns});
    }
    return resized;
  }

  private static void resize(Tensor from, Tensor to, int map, Axis[] axes) {
    Axis rows = axes[0];
    Axis columns = axes[1];
    float[] source = from.values();
    float[] target = to.values();
    int stride = from.length(2);
    int start = map * from.length(1) * stride;
    int at = map * rows.size() * columns.size();
    for (int y = 0; y < rows.size(); y++) {
      int upper = start + rows.low[y] * stride;
      int lower = start + rows.high[y] * stride;
      float down = rows.weight[y];
      for (int x = 0; x < columns.size(); x++) {
        float top = columns.mix(source, upper, x);
        float bottom = columns.mix(source, lower, x);
        target[at++] = (1 - down) * top + down * bottom;
      }
    }
  }

  /** For each new position the two old ones that it lies between, and the share of the second. */
  private record Axis(int[] low, int[] high, float[] weight) {

    // In float32 like PyTorch, so that the weights are the same to the last bit.
    static Axis of(int from, int to) {
      Axis axis = new Axis(new int[to], new int[to], new float[to]);
      float scale = (float) from / to;
      for (int i = 0; i < to; i++) {
        float position = Math.max(0, scale * (i + 0.5f) - 0.5f);
        axis.low[i] = Math.min((int) position, from - 1);
        axis.high[i] = Math.min(axis.low[i] + 1, from - 1);
        axis.weight[i] = Math.min(1, position - axis.low[i]);
      }
      return axis;
    }

    int size() {
      return low.length;
    }

    float mix(float[] values, int row, int i) {
      return (1 - weight[i]) * values[row + low[i]] + weight[i] * values[row + high[i]];
    }
  }
}
