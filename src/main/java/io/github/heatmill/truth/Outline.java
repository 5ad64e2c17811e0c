package io.github.heatmill.truth;

import java.io.Serializable;

/**
 * The part of an image that an object covers, in continuous coordinates: the image covers 0 to
 * width, and its first pixel 0 to 1.
 */
public interface Outline extends Serializable {

  /** The left edge of the smallest box around it. */
  double left();

  /** The upper edge of the smallest box around it. */
  double top();

  /** The right edge of the smallest box around it. */
  double right();

  /** The lower edge of the smallest box around it. */
  double bottom();

  /**
   * The intersection with a horizontal line.
   *
   * @param y the height of the line
   * @return pairs of x, from (inclusive) and to (exclusive); pairs may overlap
   */
  double[] spans(double y);
}
