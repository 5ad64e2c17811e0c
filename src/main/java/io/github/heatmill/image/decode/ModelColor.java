package io.github.heatmill.image.decode;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.PackedColorModel;

/**
 * Converts the samples of a decoded image to RGB, without colour management: {@code
 * BufferedImage.getRGB} would brighten grey images and apply profiles.
 *
 * <p>Samples with more than 8 bits are reduced to the high byte; fewer bits are stretched to 0 to
 * 255. Transparent pixels are blended on white.
 */
final class ModelColor {
  private ModelColor() {}

  /**
   * The colours of samples.
   *
   * @param bits the number of bits of each sample of a pixel, at most 16
   */
  static PixelColor of(ColorModel model, int[] bits) {
    if (model instanceof IndexColorModel palette) {
      return palette(palette);
    }
    if (!(model instanceof ComponentColorModel || model instanceof PackedColorModel)) {
      throw new UndecodableException(
          "Image has a palette and further channels, not supported (convert it to PNG)");
    }
    boolean alpha = model.hasAlpha();
    int colors = model.getNumColorComponents(); // Samples that mean nothing may follow.
    PixelColor opaque = opaque(model.getColorSpace().getType(), colors, bits);
    if (!alpha) {
      return opaque;
    }
    boolean premultiplied = model.isAlphaPremultiplied();
    return (samples, at) -> {
      int level = level(samples[at + colors], bits[colors]);
      int rgb = opaque.rgb(samples, at);
      return premultiplied ? addWhite(rgb, level) : onWhite(rgb, level);
    };
  }

  private static PixelColor palette(IndexColorModel palette) {
    int size = palette.getMapSize();
    int[] colors = new int[1 << palette.getPixelSize()]; // Black where the palette is too short.
    palette.getRGBs(colors);
    for (int i = 0; i < size; i++) {
      colors[i] = onWhite(colors[i], colors[i] >>> 24);
    }
    return (samples, at) -> colors[samples[at]];
  }

  private static PixelColor opaque(int space, int colors, int[] bits) {
    if (space == ColorSpace.TYPE_GRAY && colors == 1) {
      return (samples, at) -> level(samples[at], bits[0]) * 0x010101;
    }
    if (space == ColorSpace.TYPE_RGB && colors == 3) {
      return (samples, at) ->
          level(samples[at], bits[0]) << 16
              | level(samples[at + 1], bits[1]) << 8
              | level(samples[at + 2], bits[2]);
    }
    if (space == ColorSpace.TYPE_CMYK && colors == 4) {
      return (samples, at) ->
          PixelColor.cmyk(
              level(samples[at], bits[0]),
              level(samples[at + 1], bits[1]),
              level(samples[at + 2], bits[2]),
              level(samples[at + 3], bits[3]));
    }
    throw new UndecodableException(
        "Image has unknown colours: " + colors + " channels (must be grey, RGB or CMYK)");
  }

  static int level(int sample, int bits) {
    return bits >= Byte.SIZE
        ? Math.min(sample >> (bits - Byte.SIZE), PixelColor.MAXIMUM)
        : sample * PixelColor.MAXIMUM / ((1 << bits) - 1);
  }

  private static int onWhite(int rgb, int alpha) {
    int white = PixelColor.MAXIMUM * (PixelColor.MAXIMUM - alpha);
    return PixelColor.pack(
        PixelColor.divide((rgb >> 16 & 0xff) * alpha + white),
        PixelColor.divide((rgb >> 8 & 0xff) * alpha + white),
        PixelColor.divide((rgb & 0xff) * alpha + white));
  }

  private static int addWhite(int rgb, int alpha) {
    int white = PixelColor.MAXIMUM - alpha;
    return PixelColor.pack(
        (rgb >> 16 & 0xff) + white, (rgb >> 8 & 0xff) + white, (rgb & 0xff) + white);
  }
}
