package io.github.heatmill.image;

import java.io.Serializable;

/**
 * Maps an image to the network's input: the image is resized as a whole, and a centred window is
 * cut out. {@link #x} and {@link #y} map the coordinates of boxes and points in the same way.
 *
 * <p>Coordinates are continuous: an image covers 0 to width, and its first pixel 0 to 1.
 *
 * @param source the size of the upright image
 * @param framed its size with a border at its right or its bottom, if it gets one before resizing
 * @param resized the size of all that after resizing
 * @param output the size of the window, which is the network's input
 * @param centre where the window lies if an odd number of pixels is left beside it
 */
public record Geometry(Size source, Size framed, Size resized, Size output, Centre centre)
    implements Serializable {

  /** Where a window lies if an odd number of pixels is cut off. */
  public enum Centre {
    /** As in torchvision: Python rounds the half pixel to an even number. */
    EVEN,
    /** As in DJL and in transformers: the half pixel is left out. */
    FLOOR
  }

  /** The geometry of an image that is resized without a border. */
  public Geometry(Size source, Size resized, Size output) {
    this(source, source, resized, output, Centre.EVEN);
  }

  /** The column of the resized image where the window begins; negative where it is padded. */
  public int left() {
    return start(resized.width(), output.width());
  }

  /** The row of the resized image where the window begins; negative where it is padded. */
  public int top() {
    return start(resized.height(), output.height());
  }

  /** Resized pixels per source pixel along x. */
  public double scaleX() {
    return (double) resized.width() / framed.width();
  }

  /** Resized pixels per source pixel along y. */
  public double scaleY() {
    return (double) resized.height() / framed.height();
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

  // Padding puts the odd pixel last.
  private int start(int size, int window) {
    if (size < window) {
      return -((window - size) / 2);
    }
    return centre == Centre.EVEN ? (int) Math.rint((size - window) / 2.0) : (size - window) / 2;
  }
}
