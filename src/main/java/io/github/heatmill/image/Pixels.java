package io.github.heatmill.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An immutable image of 8-bit pixels: red, green and blue, or the channels that a file stores. */
public final class Pixels {
  public static final int CHANNELS = 3;

  private final Size size;
  private final int channels;
  private final byte[] levels;

  private Pixels(Size size, int channels, byte[] levels) {
    this.size = size;
    this.channels = channels;
    this.levels = levels;
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
    return new Pixels(size, CHANNELS, rgb.clone());
  }

  /** As {@link #of}, without the copy: for arrays that nobody else holds. */
  public static Pixels wrap(Size size, byte[] rgb) {
    return wrap(size, CHANNELS, rgb);
  }

  /**
   * An image of any channels.
   *
   * @param levels the channels of each pixel, row by row: an array that nobody else holds
   */
  public static Pixels wrap(Size size, int channels, byte[] levels) {
    return new Pixels(size, channels, levels);
  }

  /** A new array for an image of the given size. */
  public static byte[] allocate(Size size) {
    return allocate(size, CHANNELS);
  }

  /** A new array for an image of the given size and number of channels. */
  public static byte[] allocate(Size size, int channels) {
    return new byte[Math.multiplyExact(channels, Math.multiplyExact(size.width(), size.height()))];
  }

  /**
   * A new array for an image of one colour, {@code 0xRRGGBB}. Where the channels are no colours,
   * all of them get the level of the red.
   */
  static byte[] filled(Size size, int channels, int colour) {
    byte[] levels = allocate(size, channels);
    for (int i = 0; colour != 0 && i < levels.length; i++) {
      int shift = channels == CHANNELS ? 16 - 8 * (i % CHANNELS) : 16;
      levels[i] = (byte) (colour >> shift);
    }
    return levels;
  }

  /** This image at the top left of a larger one, whose other pixels have one colour. */
  Pixels extended(Size larger, int colour) {
    byte[] extended = filled(larger, channels, colour);
    int row = channels * width();
    for (int y = 0; y < height(); y++) {
      System.arraycopy(levels, y * row, extended, channels * y * larger.width(), row);
    }
    return wrap(larger, channels, extended);
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

  /** The number of channels: 3 for red, green and blue. */
  public int channels() {
    return channels;
  }

  /**
   * The colour of a pixel as {@code 0xRRGGBB}: of the first three channels, or the grey of the
   * first one where there are fewer.
   */
  public int rgb(int x, int y) {
    int at = channels * (y * width() + x);
    int green = channels < CHANNELS ? at : at + 1;
    int blue = channels < CHANNELS ? at : at + 2;
    return (levels[at] & 0xff) << 16 | (levels[green] & 0xff) << 8 | levels[blue] & 0xff;
  }

  /** This image as people can look at it: red, green and blue, as {@link #rgb}. */
  public Pixels coloured() {
    if (channels == CHANNELS) {
      return this;
    }
    byte[] rgb = allocate(size);
    for (int i = 0; i < width() * height(); i++) {
      int colour = rgb(i % width(), i / width());
      rgb[CHANNELS * i] = (byte) (colour >> 16);
      rgb[CHANNELS * i + 1] = (byte) (colour >> 8);
      rgb[CHANNELS * i + 2] = (byte) colour;
    }
    return wrap(size, rgb);
  }

  /** Pillow's grey level of the pixel that begins at a byte: ITU-R 601-2 in fixed point. */
  static int grey(byte[] rgb, int at) {
    return ((rgb[at] & 0xff) * 19595
            + (rgb[at + 1] & 0xff) * 38470
            + (rgb[at + 2] & 0xff) * 7471
            + 0x8000)
        >> 16;
  }

  /** The channels of each pixel, row by row. A copy. */
  public byte[] bytes() {
    return levels.clone();
  }

  /** The backing array, which must not be changed. */
  public byte[] backing() {
    return levels;
  }

  /** This image as a PNG file. */
  public byte[] png() {
    return Encoder.png(coloured());
  }

  /** This image as a JPEG file, for people to look at: its pixels are no longer exact. */
  public byte[] jpeg() {
    return Encoder.jpeg(coloured());
  }

  /** A view for Java's own imaging classes; shares the backing array. */
  BufferedImage buffered() {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(levels, levels.length),
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
    return other instanceof Pixels that
        && size.equals(that.size)
        && channels == that.channels
        && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return 31 * size.hashCode() + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "Pixels[" + size + "]";
  }

  /** Encodes PNG and JPEG with the JDK's own writers, in memory. */
  static final class Encoder {
    /** A photo looks as before, at about a tenth of the size of its PNG. */
    private static final float JPEG_QUALITY = 0.85f;

    private Encoder() {}

    static byte[] png(Pixels pixels) {
      try {
        ImageWriter writer = Codecs.pngWriter();
        return encode(pixels, writer, writer.getDefaultWriteParam());
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Image of " + pixels.size() + " cannot be written as PNG", e);
      }
    }

    static byte[] jpeg(Pixels pixels) {
      try {
        ImageWriter writer = Codecs.jpegWriter();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(JPEG_QUALITY);
        return encode(pixels, writer, settings);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Image of " + pixels.size() + " cannot be written as JPEG", e);
      }
    }

    private static byte[] encode(Pixels pixels, ImageWriter writer, ImageWriteParam settings)
        throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      // ImageIO.write would go through a temporary file.
      try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
        writer.setOutput(stream);
        writer.write(null, new IIOImage(pixels.buffered(), null, null), settings);
      } finally {
        writer.dispose();
      }
      return bytes.toByteArray();
    }
  }
}
