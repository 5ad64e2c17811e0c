package io.github.heatmill.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes PNG and JPEG with the JDK's own writers, in memory. */
final class PixelsWriter {
  /** A photo looks as before, at about a tenth of the size of its PNG. */
  private static final float JPEG_QUALITY = 0.85f;

  private PixelsWriter() {}

  static byte[] png(Pixels pixels) {
    try {
      ImageWriter writer = Codecs.pngWriter();
      return encode(pixels, writer, writer.getDefaultWriteParam());
    } catch (IOException e) {
      throw new UncheckedIOException("Image of " + pixels.size() + " cannot be written as PNG", e);
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
      throw new UncheckedIOException("Image of " + pixels.size() + " cannot be written as JPEG", e);
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
