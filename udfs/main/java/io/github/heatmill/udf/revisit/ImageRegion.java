package io.github.heatmill.udf.revisit;

import io.github.heatmill.tensor.Tensor;
import java.io.Serializable;
import java.util.List;

/**
 * A region that is masked in images: the highest pixels of a map that is enlarged to the image.
 *
 * @param map of shape (h, w)
 * @param pixels the number of pixels of the network's input in the region
 */
public record ImageRegion(Tensor map, int pixels) implements Serializable {
  /** The number of control regions that {@link #withControls} returns after the region. */
  static final int CONTROLS = 3;

  /**
   * Returns the map and its mirror images: left to right, top to bottom, and both. The mirrored
   * regions are controls of the same shape and size. A control that overlaps the region makes the
   * comparison weaker, never stronger.
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
