package io.github.heatmill.truth;

import java.util.Optional;

/**
 * A rectangle in continuous pixel coordinates: the first pixel of an image covers 0 to 1.
 *
 * @param x the left edge
 * @param y the upper edge
 * @param width above 0
 * @param height above 0
 */
public record Box(double x, double y, double width, double height) implements Outline {

  /**
   * Checks that it is a rectangle.
   *
   * @throws IllegalArgumentException if a side is not above 0 or a number is not finite
   */
  public Box {
    boolean finite = Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(width + height);
    if (!finite || width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid box: %s x %s at %s, %s (sides must be > 0 and numbers finite)",
              width, height, x, y));
    }
  }

  /** The box between two corners; the second is to the right of and below the first. */
  public static Box between(double left, double top, double right, double bottom) {
    return new Box(left, top, right - left, bottom - top);
  }

  /**
   * A box whose corners are the numbers of its first and last pixels, counted from 1 and both
   * inside, as in Pascal VOC and ImageNet: (1, 1, 1, 1) is the first pixel.
   */
  public static Box ofPixels(double left, double top, double right, double bottom) {
    return between(left - 1, top - 1, right, bottom);
  }

  /** The smallest box around an outline. */
  public static Box around(Outline outline) {
    return between(outline.left(), outline.top(), outline.right(), outline.bottom());
  }

  @Override
  public double left() {
    return x;
  }

  @Override
  public double top() {
    return y;
  }

  @Override
  public double right() {
    return x + width;
  }

  @Override
  public double bottom() {
    return y + height;
  }

  /** The area that both boxes cover; empty if they do not overlap. */
  public Optional<Box> intersection(Box other) {
    double left = Math.max(x, other.x);
    double top = Math.max(y, other.y);
    double right = Math.min(right(), other.right());
    double bottom = Math.min(bottom(), other.bottom());
    return left < right && top < bottom
        ? Optional.of(between(left, top, right, bottom))
        : Optional.empty();
  }

  @Override
  public double[] spans(double line) {
    return y <= line && line < bottom() ? new double[] {x, right()} : new double[0];
  }
}
