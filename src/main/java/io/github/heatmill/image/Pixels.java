package io.github.heatmill.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** An immutable image of 8-bit RGB pixels. */
public final class Pixels {
  public static final int CHANNELS = 3;

  private final Size size;
  private final byte[] rgb;

  private Pixels(Size size, byte[] rgb) {
    this.size = size;
    this.rgb = rgb;
  }

  /**
   * An image of the given bytes, which are copied.
   *
   * @param size the size in pixels
   * @param rgb red, green and blue of each pixel, row by row: {@code 3 * width * height} bytes
   */
  public static Pixels of(Size size, byte[] rgb) {
    long expected = (long) CHANNELS * size.width() * size.height();
    if (rgb.length != expected) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid number of bytes for %s RGB pixels: %d (must be %d)",
              size, rgb.length, expected));
    }
    return new Pixels(size, rgb.clone());
  }

  /** As {@link #of}, without the copy: for arrays that nobody else holds. */
  public static Pixels wrap(Size size, byte[] rgb) {
    return new Pixels(size, rgb);
  }

  /** A new array for an image of the given size. */
  public static byte[] allocate(Size size) {
    return new byte[Math.multiplyExact(CHANNELS, Math.multiplyExact(size.width(), size.height()))];
  }

  /** The size in pixels. */
  public Size size() {
    return size;
  }

  /** The number of columns. */
  public int width() {
    return size.width();
  }

  /** The number of rows. */
  public int height() {
    return size.height();
  }

  /** The colour of a pixel as {@code 0xRRGGBB}. */
  public int rgb(int x, int y) {
    int at = CHANNELS * (y * width() + x);
    return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
  }

  /** Red, green and blue of each pixel, row by row. A copy. */
  public byte[] bytes() {
    return rgb.clone();
  }

  /** The backing array, which must not be changed. */
  public byte[] backing() {
    return rgb;
  }

  /** This image as a PNG file. */
  public byte[] png() {
    return PixelsWriter.png(this);
  }

  /** This image as a JPEG file, for people to look at: its pixels are no longer exact. */
  public byte[] jpeg() {
    return PixelsWriter.jpeg(this);
  }

  /** A view for Java's own imaging classes; shares the backing array. */
  BufferedImage buffered() {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            width(),
            height(),
            CHANNELS * width(),
            CHANNELS,
            new int[] {0, 1, 2},
            null);
    ColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(colors, raster, false, null);
  }

  /** Equal sizes and equal pixels. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels that && size.equals(that.size) && Arrays.equals(rgb, that.rgb);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "Pixels[" + size + "]";
  }
}
