package io.github.heatmill.image;

import java.io.Serializable;

/**
 * The size of an image in pixels.
 *
 * @param width the number of columns, above 0
 * @param height the number of rows, above 0
 */
public record Size(int width, int height) implements Serializable {

  /** Checks that there is at least one pixel. */
  public Size {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "Invalid size: " + width + " x " + height + " (width and height must be > 0)");
    }
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}
