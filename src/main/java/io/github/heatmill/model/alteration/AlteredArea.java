package io.github.heatmill.model.alteration;

import java.io.Serializable;

/**
 * The pixels of an image that an enlarged map selects. Maps are enlarged bilinearly with half-pixel
 * centres to the size of the image.
 */
public sealed interface AlteredArea extends Serializable {

  /**
   * Every pixel, weighted by the map: the enlarged map is scaled to m in 0..1 by its own range, and
   * the copy is inside m + outside (1 - m), elementwise. A constant map is 0 everywhere.
   */
  record Shade() implements AlteredArea {}

  /**
   * The pixels where the enlarged map is highest. Equal ones count in row-major order: a stable
   * descending sort. Only the order of the map's values matters, not how large they are.
   *
   * @param pixels the number of pixels, from 0 to all pixels of the image
   */
  record Highest(int pixels) implements AlteredArea {

    public Highest {
      if (pixels < 0) {
        throw new IllegalArgumentException(
            "Invalid number of pixels: " + pixels + " (must be >= 0)");
      }
    }
  }
}
