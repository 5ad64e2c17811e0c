package io.github.heatmill.image.decode;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.heatmill.image.Codecs;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.format.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * The stored values of a PNG file: palette indices are not converted to colours, and transparency
 * is ignored.
 */
public final class StoredPng {
  private static final int COLORS = 3;

  private final BufferedImage image;

  private StoredPng(BufferedImage image) {
    this.image = image;
  }

  /**
   * Reads a file.
   *
   * @param encoded the whole file
   * @throws IOException if it is no PNG, is damaged or cut off, or has more than {@link
   *     ImageDecoder#MAXIMUM_PIXELS}
   */
  public static StoredPng read(byte[] encoded) throws IOException {
    if (ImageFormat.of(encoded).filter(ImageFormat.PNG::equals).isEmpty()) {
      throw new IOException("no PNG");
    }
    if (!Container.of(encoded, ImageFormat.PNG).complete()) {
      throw new IOException("cut off after " + encoded.length + " bytes");
    }
    ImageReader reader = Codecs.reader(ImageFormat.PNG);
    try (ImageInputStream stream = new ByteArrayImageInputStream(encoded)) {
      reader.setInput(stream, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > ImageDecoder.MAXIMUM_PIXELS) {
        throw new IOException(pixels + " pixels (must be <= " + ImageDecoder.MAXIMUM_PIXELS + ")");
      }
      return new StoredPng(reader.read(0));
    } catch (RuntimeException e) { // The reader meets some damage with others.
      throw new IOException("damaged", e);
    } finally {
      reader.dispose();
    }
  }

  /** The size in pixels. */
  public Size size() {
    return new Size(image.getWidth(), image.getHeight());
  }

  /** Whether the values are indices of a palette. */
  public boolean hasPalette() {
    return image.getColorModel() instanceof IndexColorModel;
  }

  /**
   * The values of a row of pixels: the palette's index, the level of grey, or {@code 0xRRGGBB},
   * where of 16-bit colours the high bytes count.
   */
  public int[] row(int y) {
    Raster raster = image.getRaster();
    int width = raster.getWidth();
    if (raster.getNumBands() < COLORS) {
      return raster.getSamples(0, y, width, 1, 0, (int[]) null);
    }
    int shift = raster.getTransferType() == DataBuffer.TYPE_USHORT ? Byte.SIZE : 0;
    int[] values = new int[width];
    for (int channel = 0; channel < COLORS; channel++) {
      int[] samples = raster.getSamples(0, y, width, 1, channel, (int[]) null);
      for (int x = 0; x < width; x++) {
        values[x] = values[x] << Byte.SIZE | samples[x] >> shift;
      }
    }
    return values;
  }
}
