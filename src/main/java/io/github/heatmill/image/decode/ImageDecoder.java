package io.github.heatmill.image.decode;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.heatmill.image.Codecs;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.format.FileKind;
import io.github.heatmill.image.format.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes image files as Pillow does, in memory and by their content alone. Safe for concurrent
 * use.
 *
 * <p>JPEG, PNG, GIF, BMP, TIFF and WebP; only the first of several frames or pages. Pictures are
 * turned upright by their EXIF orientation. Colour profiles are not applied. Grey becomes RGB, CMYK
 * is converted without profiles, of 16-bit samples the high byte counts, and transparent pixels are
 * blended on white. Opaque 8-bit pictures get the values of Pillow, but for the colour of lossy
 * WebP, whose reader does not smooth the halved colour planes.
 *
 * @param maximumPixels the largest width times height that is decoded; others are refused from
 *     their header
 * @param channels the number of channels that a file must store, which are then not converted; 0
 *     for red, green and blue
 */
public record ImageDecoder(int maximumPixels, int channels) implements Serializable {
  /** The default for the largest width times height: 300 MB of RGB. */
  public static final int MAXIMUM_PIXELS = 100_000_000;

  /** The shortest side in pixels. Smaller images are tracking pixels or spacers. */
  public static final int MINIMUM_SIDE = 8;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE / 4;

  /** Checks the limit. */
  public ImageDecoder {
    if (maximumPixels <= 0 || maximumPixels > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          "Invalid maximumPixels: " + maximumPixels + " (must be 1 to " + LARGEST_ARRAY + ")");
    }
  }

  /** A decoder of red, green and blue. */
  public ImageDecoder(int maximumPixels) {
    this(maximumPixels, 0);
  }

  /** A decoder of red, green and blue that takes up to {@link #MAXIMUM_PIXELS}. */
  public ImageDecoder() {
    this(MAXIMUM_PIXELS);
  }

  /** The same for images that a network of this input reads. */
  public ImageDecoder reading(Preprocessing input) {
    return new ImageDecoder(maximumPixels, input.storedChannels());
  }

  /**
   * Decodes a file.
   *
   * @param encoded the whole file; its name does not matter
   * @return the upright picture
   * @throws UndecodableException if the file is empty, of no known format, damaged, cut off, or too
   *     large or small
   */
  public Pixels decode(byte[] encoded) {
    ImageFormat format =
        ImageFormat.of(encoded)
            .orElseThrow(() -> new UndecodableException(FileKind.of(encoded).reason()));
    try {
      return read(encoded, format);
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException("Image is damaged: " + format + " (" + reason(e) + ")", e);
    }
  }

  private Pixels read(byte[] encoded, ImageFormat format) throws IOException {
    ImageReader reader = Codecs.reader(format);
    byte[] input = format == ImageFormat.WEBP ? Container.withoutProfile(encoded) : encoded;
    try (ImageInputStream stream = new ByteArrayImageInputStream(input)) {
      reader.setInput(stream, true, true);
      checkSize(reader.getWidth(0), reader.getHeight(0));
      if (format == ImageFormat.BMP && Container.embeds(encoded)) {
        throw new UndecodableException("Image is of no known format: a BMP around another image");
      }
      Container container = Container.of(encoded, format);
      if (!container.complete()) {
        throw new UndecodableException(
            "Image is cut off: " + format + " without its end after " + encoded.length + " bytes");
      }
      return Orientation.upright(pixels(reader, encoded, format), container.orientation());
    } finally {
      reader.dispose();
    }
  }

  private Pixels pixels(ImageReader reader, byte[] encoded, ImageFormat format) throws IOException {
    if (channels > 0) {
      return StoredChannels.read(reader, format, channels);
    }
    return format == ImageFormat.JPEG ? jpeg(reader, encoded) : other(reader);
  }

  private void checkSize(int width, int height) {
    if (Math.min(width, height) < MINIMUM_SIDE) {
      throw new UndecodableException(
          String.format(
              "Image is too small: %d x %d (sides must be >= %d)", width, height, MINIMUM_SIDE));
    }
    if ((long) width * height > maximumPixels) {
      throw new UndecodableException(
          String.format(
              "Image is too large: %d x %d (must be <= %d pixels)", width, height, maximumPixels));
    }
  }

  // Reads the stored samples, because the reader would apply a colour profile on the way to RGB.
  private static Pixels jpeg(ImageReader reader, byte[] encoded) throws IOException {
    return JpegSegments.of(encoded).color().convert(reader.readRaster(0, null));
  }

  private static Pixels other(ImageReader reader) throws IOException {
    BufferedImage image = reader.read(0);
    return ModelColor.of(image).convert(image.getRaster());
  }

  // Readers meet damage with all kinds of exceptions; those not meant for users name their class.
  private static String reason(Exception e) {
    if (e instanceof EOFException) {
      return "ends too early";
    }
    return e instanceof IOException && e.getMessage() != null
        ? e.getMessage()
        : e.getClass().getSimpleName() + " in its reader";
  }
}
