package io.github.heatmill.image.decode;

import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.format.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import javax.imageio.ImageReader;

/**
 * Reads the channels of an image as its file stores them, such as alpha or near infrared: nothing
 * is blended or converted. Samples of 16 bits are reduced to the high byte.
 */
final class StoredChannels {
  private StoredChannels() {}

  /**
   * Reads an image.
   *
   * @param wanted the number of channels
   * @param heldBits the number of bits that wide samples hold; 0 for all that a sample has
   * @throws UndecodableException if it has another number of channels, or none that mean something
   */
  static Pixels read(ImageReader reader, ImageFormat format, int wanted, int heldBits)
      throws IOException {
    Raster raster = raster(reader, format);
    if (raster.getNumBands() != wanted) {
      throw new UndecodableException(
          "Image has " + raster.getNumBands() + " channels (the network reads " + wanted + ")");
    }
    Raster narrow = WideSamples.narrowed(raster, heldBits);
    int[] bits = WideSamples.bits(narrow, heldBits);
    Size size = new Size(raster.getWidth(), raster.getHeight());
    int[] samples = new int[wanted * size.width()];
    byte[] levels = Pixels.allocate(size, wanted);
    int to = 0;
    for (int y = 0; y < size.height(); y++) {
      narrow.getPixels(narrow.getMinX(), narrow.getMinY() + y, size.width(), 1, samples);
      for (int i = 0; i < samples.length; i++) {
        levels[to++] = (byte) ModelColor.level(samples[i], bits[i % wanted]);
      }
    }
    return Pixels.wrap(size, wanted, levels);
  }

  private static Raster raster(ImageReader reader, ImageFormat format) throws IOException {
    if (format == ImageFormat.TIFF) {
      return reader.readRaster(0, null);
    }
    if (format != ImageFormat.PNG) {
      throw new UndecodableException(
          "Image does not store channels as they are: " + format + " (must be PNG or TIFF)");
    }
    BufferedImage image = reader.read(0);
    if (image.getColorModel() instanceof IndexColorModel) {
      throw new UndecodableException(
          "Image stores a palette and no channels (must be PNG or TIFF without a palette)");
    }
    return image.getRaster();
  }
}
