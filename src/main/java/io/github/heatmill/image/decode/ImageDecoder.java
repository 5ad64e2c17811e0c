package io.github.heatmill.image.decode;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.github.heatmill.image.Codecs;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Size;
import io.github.heatmill.image.format.FileKind;
import io.github.heatmill.image.format.ImageFormat;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.IntConsumer;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * Decodes image files as Pillow does, in memory and by their content alone. Safe for concurrent
 * use.
 *
 * <p>JPEG, PNG, GIF, BMP, TIFF, WebP and PNM; only the first of several frames or pages. Pictures
 * are turned upright by their EXIF orientation. Colour profiles are not applied. Grey becomes RGB,
 * CMYK is converted without profiles, of 16-bit samples the high byte counts, and transparent
 * pixels are blended on white. Opaque 8-bit pictures get the values of Pillow, but for the colour
 * of lossy WebP, whose reader does not smooth the halved colour planes.
 *
 * @param maximumPixels the largest width times height that is decoded; others are refused from
 *     their header
 * @param channels the number of channels that a file must store, which are then not converted; 0
 *     for red, green and blue
 * @param bits the number of bits that samples wider than 8 bits hold, 8 to 32: its highest 8 count;
 *     {@link #ALL_BITS} for all that a sample has
 */
public record ImageDecoder(int maximumPixels, int channels, int bits) implements Serializable {
  /** The default for the largest width times height: 300 MB of RGB. */
  public static final int MAXIMUM_PIXELS = 100_000_000;

  /** All bits that a sample has. */
  public static final int ALL_BITS = 0;

  /** Is told of samples that hold few bits, where nobody wants to know. */
  public static final IntConsumer NOBODY = held -> {};

  /** No pixel of an ordinary file has more bytes than this. */
  private static final int BYTES_OF_A_PIXEL = 16;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE / 4;

  /** Checks the limits. */
  public ImageDecoder {
    if (!isBits(bits)) {
      throw new IllegalArgumentException(
          "Invalid bits: " + bits + " (must be 8 to 32, or 0 for all that a sample has)");
    }
    if (maximumPixels <= 0 || maximumPixels > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          "Invalid maximumPixels: " + maximumPixels + " (must be 1 to " + LARGEST_ARRAY + ")");
    }
  }

  /** Whether wide samples can hold this number of bits, or it is {@link #ALL_BITS}. */
  public static boolean isBits(int bits) {
    return bits == ALL_BITS || bits >= Byte.SIZE && bits <= Integer.SIZE;
  }

  /** A decoder of red, green and blue. */
  public ImageDecoder(int maximumPixels) {
    this(maximumPixels, 0, ALL_BITS);
  }

  /** A decoder of red, green and blue that takes up to {@link #MAXIMUM_PIXELS}. */
  public ImageDecoder() {
    this(MAXIMUM_PIXELS);
  }

  /** The same for images that a network of this input reads. */
  public ImageDecoder reading(Preprocessing input) {
    return new ImageDecoder(maximumPixels, input.storedChannels(), bits);
  }

  /** The same for wide samples that hold only some bits. */
  public ImageDecoder holding(int otherBits) {
    return new ImageDecoder(maximumPixels, channels, otherBits);
  }

  /**
   * Decodes a file.
   *
   * @param encoded the whole file; its name does not matter
   * @return the upright picture
   * @throws UndecodableException if the file is empty, of no known format, damaged, cut off, or too
   *     large
   */
  public Pixels decode(byte[] encoded) {
    return decode(encoded, NOBODY);
  }

  /**
   * Decodes a file.
   *
   * @param encoded the whole file; its name does not matter
   * @param oddBits is told the number of bits that samples of 16 bits hold, where it is at most 12
   *     and {@code bits} is not given, so that the picture comes out almost black, or where it is
   *     more than {@code bits}, so that bright parts come out white
   * @return the upright picture
   * @throws UndecodableException if the file is empty, of no known format, damaged, cut off, or too
   *     large
   */
  public Pixels decode(byte[] encoded, IntConsumer oddBits) {
    ImageFormat format =
        ImageFormat.of(encoded)
            .orElseThrow(() -> new UndecodableException(FileKind.of(encoded).reason()));
    try {
      return new OneImage(encoded, format, oddBits).read();
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException("Image is damaged: " + format + " (" + reason(e) + ")", e);
    }
  }

  /** One file that is decoded. */
  private final class OneImage {
    private final byte[] encoded;
    private final ImageFormat format;
    private final IntConsumer oddBits;

    OneImage(byte[] encoded, ImageFormat format, IntConsumer oddBits) {
      this.encoded = encoded;
      this.format = format;
      this.oddBits = oddBits;
    }

    Pixels read() throws IOException {
      ImageReader reader = Codecs.reader(format);
      byte[] input =
          switch (format) {
            case GIF -> GifScreen.withoutTexts(encoded);
            case WEBP -> Container.withoutProfile(encoded);
            case TIFF -> TiffFile.readable(encoded, (long) BYTES_OF_A_PIXEL * maximumPixels);
            default -> encoded;
          };
      try (ImageInputStream stream = new ByteArrayImageInputStream(input)) {
        reader.setInput(stream, true, true);
        checkSize(new Size(reader.getWidth(0), reader.getHeight(0)));
        if (format == ImageFormat.BMP && Container.embeds(encoded)) {
          throw new UndecodableException("Image is of no known format: a BMP around another image");
        }
        Container container = Container.of(encoded, format);
        if (!container.complete()) {
          throw new UndecodableException(
              "Image is cut off: "
                  + format
                  + " without its end after "
                  + encoded.length
                  + " bytes");
        }
        return Orientation.upright(pixels(reader), container.orientation());
      } finally {
        reader.dispose();
      }
    }

    private Pixels pixels(ImageReader reader) throws IOException {
      if (channels > 0) {
        return StoredChannels.read(reader, format, channels, bits);
      }
      return switch (format) {
          // The stored samples, because the reader would apply a colour profile on the way to RGB.
        case JPEG -> JpegSegments.of(encoded).color().convert(reader.readRaster(0, null));
        case GIF -> gif(reader);
        case TIFF -> tiff(reader);
        default -> converted(reader.read(0));
      };
    }

    private Pixels gif(ImageReader reader) throws IOException {
      GifScreen screen = GifScreen.of(encoded);
      checkSize(screen.size());
      return screen.with(converted(reader.read(0)));
    }

    // The reader would clip floating-point samples to 0 to 1 on the way to an image.
    private Pixels tiff(ImageReader reader) throws IOException {
      ImageTypeSpecifier stored = reader.getRawImageType(0);
      int type = stored.getSampleModel().getDataType();
      if (type != DataBuffer.TYPE_FLOAT && type != DataBuffer.TYPE_DOUBLE) {
        return converted(reader.read(0));
      }
      int colours = TiffFile.number(encoded, TiffFile.PHOTOMETRIC_TAG);
      if (colours != TiffFile.BLACK_IS_ZERO && colours != TiffFile.RGB) {
        throw new UndecodableException(
            "Image has unknown colours: floating-point samples that are neither grey, with 0 as"
                + " black, nor RGB");
      }
      return converted(stored.getColorModel(), reader.readRaster(0, null));
    }

    private Pixels converted(BufferedImage image) {
      return converted(image.getColorModel(), image.getRaster());
    }

    private Pixels converted(ColorModel colors, Raster raster) {
      (bits == ALL_BITS ? WideSamples.fewBits(raster) : WideSamples.moreBits(raster, bits))
          .ifPresent(oddBits);
      Raster narrow = WideSamples.narrowed(raster, bits);
      return ModelColor.of(colors, WideSamples.bits(narrow, bits)).convert(narrow);
    }
  }

  private void checkSize(Size size) {
    if ((long) size.width() * size.height() > maximumPixels) {
      throw new UndecodableException(
          String.format(
              "Image is too large: %d x %d (must be <= %d pixels)",
              size.width(), size.height(), maximumPixels));
    }
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
