package io.github.heatmill.udf.revisit;

import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;
import java.util.List;

/**
 * A region of all images of some kind, and regions of the same shape and size elsewhere.
 *
 * @param map where it is highest, enlarged to the image, is the region; shape (h, w)
 * @param pixels how many of the network's input are the region
 */
public record ImageRegion(Tensor map, int pixels) implements Serializable {
  /** The region itself is the first of {@link #withControls}. */
  static final int CONTROLS = 3;

  /**
   * The region, and what it is compared with: mirrored from left to right, from top to bottom, and
   * both. A control that overlaps the region makes the comparison weaker, never stronger.
   */
  public List<Tensor> withControls() {
    Tensor beside = mirrored(1);
    return List.of(map, beside, mirrored(0), new ImageRegion(beside, pixels).mirrored(0));
  }

  private Tensor mirrored(int axis) {
    int height = map.length(0);
    int width = map.length(1);
    float[] values = new float[map.size()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromY = axis == 0 ? height - 1 - y : y;
        int fromX = axis == 1 ? width - 1 - x : x;
        values[y * width + x] = map.values()[fromY * width + fromX];
      }
    }
    return Tensor.of(values, height, width);
  }
}
