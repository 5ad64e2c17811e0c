package io.github.heatmill.image;

import java.io.Serializable;

/**
 * Maps an image to the network's input: the image is resized as a whole, and a centred window is
 * cut out. {@link #x} and {@link #y} map the coordinates of boxes and points in the same way.
 *
 * <p>Coordinates are continuous: an image covers 0 to width, and its first pixel 0 to 1.
 *
 * @param source the size of the upright image
 * @param resized its size after resizing
 * @param output the size of the window, which is the network's input
 */
public record Geometry(Size source, Size resized, Size output) implements Serializable {

  /** The column of the resized image where the window begins; negative where it is padded. */
  public int left() {
    return centre(resized.width(), output.width());
  }

  /** The row of the resized image where the window begins; negative where it is padded. */
  public int top() {
    return centre(resized.height(), output.height());
  }

  /** Resized pixels per source pixel along x. */
  public double scaleX() {
    return (double) resized.width() / source.width();
  }

  /** Resized pixels per source pixel along y. */
  public double scaleY() {
    return (double) resized.height() / source.height();
  }

  /**
   * Maps an x of the source to the network's input. The result lies outside 0 to width where the
   * window cuts it off.
   */
  public double x(double sourceX) {
    return sourceX * scaleX() - left();
  }

  /**
   * Maps a y of the source to the network's input. The result lies outside 0 to height where the
   * window cuts it off.
   */
  public double y(double sourceY) {
    return sourceY * scaleY() - top();
  }

  /** Maps an x of the network's input back to the source. */
  public double sourceX(double x) {
    return (x + left()) / scaleX();
  }

  /** Maps a y of the network's input back to the source. */
  public double sourceY(double y) {
    return (y + top()) / scaleY();
  }

  // torchvision's center_crop: Python rounds halves to even, and padding puts the odd pixel last.
  private static int centre(int size, int window) {
    return size < window ? -((window - size) / 2) : (int) Math.rint((size - window) / 2.0);
  }
}
