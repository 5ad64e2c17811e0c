package io.github.heatmill.model.layout;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;

/**
 * The size of a network's input in pixels.
 *
 * @param channels C
 * @param height H
 * @param width W
 */
public record InputSize(int channels, int height, int width) {

  /** An input of red, green and blue. */
  public InputSize(int height, int width) {
    this(Pixels.CHANNELS, height, width);
  }

  /** The input that a preprocessing gives. */
  public static InputSize of(Preprocessing preprocessing) {
    return new InputSize(preprocessing.channels(), preprocessing.height(), preprocessing.width());
  }

  /**
   * Whether a grid of places may belong to this input: one number p exists so that H / p and W / p
   * are the grid's height and width, rounded up or down.
   */
  boolean fits(int rows, int columns) {
    double least = Math.max(height / (rows + 1.0), width / (columns + 1.0));
    double most =
        Math.min(
            rows == 1 ? Double.MAX_VALUE : height / (rows - 1.0),
            columns == 1 ? Double.MAX_VALUE : width / (columns - 1.0));
    return rows <= height && columns <= width && least < most;
  }

  /** Whether a grid has exactly the aspect of this input. */
  boolean hasAspectOf(int rows, int columns) {
    return (long) rows * width == (long) columns * height;
  }
}
