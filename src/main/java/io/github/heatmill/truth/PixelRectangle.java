package io.github.heatmill.truth;

import io.github.heatmill.image.Size;
import java.util.Optional;

/**
 * The pixels of a picture that a box covers, which are those whose centres are inside.
 *
 * @param top the first row
 * @param bottom the row behind the last
 * @param left the first column
 * @param right the column behind the last
 */
public record PixelRectangle(int top, int bottom, int left, int right) {

  /**
   * The pixels of a box. If no centre is inside, it is the pixel that contains the middle of the
   * visible part, as in {@link GroundTruth}, so that the smallest object has a pixel, too.
   *
   * @return empty if no part of the box lies in the picture
   */
  public static Optional<PixelRectangle> of(Box box, Size picture) {
    double left = Math.max(0, box.x());
    double top = Math.max(0, box.y());
    double right = Math.min(picture.width(), box.right());
    double bottom = Math.min(picture.height(), box.bottom());
    if (left >= right || top >= bottom) {
      return Optional.empty();
    }
    PixelRectangle pixels =
        new PixelRectangle(
            firstCentre(top), firstCentre(bottom), firstCentre(left), firstCentre(right));
    if (pixels.top < pixels.bottom && pixels.left < pixels.right) {
      return Optional.of(pixels);
    }
    int y = (int) ((top + bottom) / 2);
    int x = (int) ((left + right) / 2);
    return Optional.of(new PixelRectangle(y, y + 1, x, x + 1));
  }

  /** The first row or column whose centre is at the edge or behind it. */
  static int firstCentre(double edge) {
    return (int) Math.ceil(edge - 0.5);
  }
}
