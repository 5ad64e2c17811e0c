package io.github.heatmill.truth;

import java.io.Serializable;
import java.util.BitSet;
import java.util.stream.IntStream;

/** An immutable set of pixels of a network's input. */
public final class Region implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int height;
  private final int width;
  private final BitSet pixels;

  private Region(int height, int width, BitSet pixels) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  /**
   * The given pixels, which are copied.
   *
   * @param pixels a bit for {@code y * width + x}
   * @throws IllegalArgumentException if a bit lies outside
   */
  public static Region of(int height, int width, BitSet pixels) {
    if (pixels.length() > height * width) {
      throw new IllegalArgumentException(
          "Invalid pixel: " + (pixels.length() - 1) + " (must be < " + height * width + ")");
    }
    return new Region(height, width, (BitSet) pixels.clone());
  }

  /** No pixel. */
  public static Region empty(int height, int width) {
    return new Region(height, width, new BitSet());
  }

  /** The number of rows of the input. */
  public int height() {
    return height;
  }

  /** The number of columns of the input. */
  public int width() {
    return width;
  }

  /** Whether a pixel of the input is in it; false outside the input. */
  public boolean contains(int y, int x) {
    return x >= 0 && x < width && y >= 0 && y < height && pixels.get(y * width + x);
  }

  /** The number of its pixels. */
  public int count() {
    return pixels.cardinality();
  }

  /** Whether it has no pixel. */
  public boolean isEmpty() {
    return pixels.isEmpty();
  }

  /** Its pixels as {@code y * width + x}, in order. */
  public IntStream indices() {
    return pixels.stream();
  }

  /**
   * The pixels of both.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public Region union(Region other) {
    if (height != other.height || width != other.width) {
      throw new IllegalArgumentException("Invalid union: " + this + " and " + other);
    }
    BitSet both = (BitSet) pixels.clone();
    both.or(other.pixels);
    return new Region(height, width, both);
  }

  /** Equal sizes and equal pixels. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Region that
        && height == that.height
        && width == that.width
        && pixels.equals(that.pixels);
  }

  @Override
  public int hashCode() {
    return pixels.hashCode();
  }

  @Override
  public String toString() {
    return "Region[" + width + " x " + height + ", " + count() + " pixels]";
  }
}
