package io.github.heatmill.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * How the pixels of a resized image are mixed from those of the image. All but the last four are
 * Pillow's filters, whose width follows the scale when an image shrinks (antialiasing).
 */
public enum ResizeFilter {
  /** The pixel that is nearest. */
  NEAREST(0),
  BOX(0.5),
  BILINEAR(1),
  HAMMING(1),
  BICUBIC(2),
  LANCZOS(3),
  /** The pixel at or before the left and upper edge of the new one, as PyTorch's nearest. */
  NEAREST_EDGE(0),
  /** The mean of the pixels that a new one covers, as PyTorch's {@code area}. */
  AREA(0),
  /** Two pixels along each axis whatever the scale, as PyTorch's and OpenCV's bilinear. */
  BILINEAR_NO_ANTIALIAS(1),
  /** Four pixels along each axis whatever the scale, as PyTorch's and OpenCV's bicubic. */
  BICUBIC_NO_ANTIALIAS(2);

  private static final double PILLOW_CUBIC = -0.5;
  private static final double PYTORCH_CUBIC = -0.75;

  private final double support;

  ResizeFilter(double support) {
    this.support = support;
  }

  /**
   * The interpolation of this name.
   *
   * @param name as {@link #id}, in any case
   * @throws IllegalArgumentException naming all, if there is none
   */
  public static ResizeFilter named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.id().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown interpolation: " + name + " (known: " + known() + ")"));
  }

  /** The names of all, separated by commas. */
  public static String known() {
    return String.join(", ", Arrays.stream(values()).map(ResizeFilter::id).toList());
  }

  /** The name that users write, such as {@code bicubic} or {@code bilinear-no-antialias}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The same with a width that does not follow the scale.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ResizeFilter withoutAntialias() {
    return switch (this) {
      case BILINEAR -> BILINEAR_NO_ANTIALIAS;
      case BICUBIC -> BICUBIC_NO_ANTIALIAS;
      case NEAREST, NEAREST_EDGE, AREA, BILINEAR_NO_ANTIALIAS, BICUBIC_NO_ANTIALIAS -> this;
      default ->
          throw new IllegalArgumentException(
              "Invalid interpolation: "
                  + id()
                  + " without antialiasing (must be bilinear or bicubic)");
    };
  }

  /** Half the width of the filter in pixels, without antialiasing. */
  double support() {
    return support;
  }

  /** Whether the filter keeps its width when an image shrinks. */
  boolean isPlain() {
    return this == BILINEAR_NO_ANTIALIAS || this == BICUBIC_NO_ANTIALIAS;
  }

  /** Whether columns are rounded to 8 bits before rows are mixed, as in Pillow. */
  boolean roundsTwice() {
    return !isPlain() && this != AREA;
  }

  /** The weight of a pixel, before all weights are scaled to a sum of 1. */
  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case NEAREST, NEAREST_EDGE, AREA -> 1;
      case BOX -> distance > -0.5 && distance <= 0.5 ? 1 : 0;
      case BILINEAR, BILINEAR_NO_ANTIALIAS -> Math.max(0, 1 - x);
      case HAMMING -> x >= 1 ? 0 : sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x));
      case BICUBIC -> cubic(x, PILLOW_CUBIC);
      case BICUBIC_NO_ANTIALIAS -> cubic(x, PYTORCH_CUBIC);
      case LANCZOS -> x >= 3 ? 0 : sinc(x) * sinc(x / 3);
    };
  }

  private static double cubic(double x, double a) {
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
