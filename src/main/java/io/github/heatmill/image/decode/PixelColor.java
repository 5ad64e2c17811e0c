package io.github.heatmill.image.decode;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import java.awt.image.Raster;

/** Converts the samples of one pixel to a colour. */
@FunctionalInterface
interface PixelColor {
  /** The largest level of a colour. */
  int MAXIMUM = 255;

  /**
   * The colour as {@code 0xRRGGBB}.
   *
   * @param samples the samples of a row of pixels
   * @param at the index of this pixel's first sample
   */
  int rgb(int[] samples, int at);

  /** The image that a raster holds. */
  default Pixels convert(Raster raster) {
    Size size = new Size(raster.getWidth(), raster.getHeight());
    int bands = raster.getNumBands();
    int[] samples = new int[bands * size.width()];
    byte[] target = Pixels.allocate(size);
    int to = 0;
    for (int y = 0; y < size.height(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, size.width(), 1, samples);
      for (int x = 0; x < size.width(); x++) {
        int rgb = rgb(samples, x * bands);
        target[to++] = (byte) (rgb >> 16);
        target[to++] = (byte) (rgb >> 8);
        target[to++] = (byte) rgb;
      }
    }
    return Pixels.wrap(size, target);
  }

  /** Three levels, each clipped to 0 to 255, as one number. */
  static int pack(int red, int green, int blue) {
    return clip(red) << 16 | clip(green) << 8 | clip(blue);
  }

  /** Pillow's way from CMYK (0 is no ink): each ink and black take their share of the light. */
  static int cmyk(int cyan, int magenta, int yellow, int black) {
    int light = MAXIMUM - black;
    return pack(
        light - divide(cyan * light),
        light - divide(magenta * light),
        light - divide(yellow * light));
  }

  /** A product of two levels over 255, rounded to the nearest. */
  static int divide(int product) {
    return (product + MAXIMUM / 2) / MAXIMUM;
  }

  private static int clip(int level) {
    return Math.max(0, Math.min(MAXIMUM, level));
  }
}
