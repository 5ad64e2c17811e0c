package io.github.heatmill.truth;

import java.io.Serializable;

/**
 * Which part of an image an object covers, in continuous coordinates: the image covers 0 to width,
 * and its first pixel 0 to 1.
 */
public sealed interface Outline extends Serializable permits Box, Polygons, PixelMask {

  /** The smallest box around it. */
  Box bounds();

  /**
   * What a horizontal line sees of it.
   *
   * @param y the height of the line
   * @return pairs of x, from (inclusive) and to (exclusive); pairs may overlap
   */
  double[] spans(double y);
}
