package io.github.heatmill.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes PNG with the JDK's own writer, in memory. */
final class PngWriter {
  private PngWriter() {}

  static byte[] write(Pixels pixels) {
    try {
      return encode(pixels);
    } catch (IOException e) {
      throw new UncheckedIOException("Image of " + pixels.size() + " cannot be written as PNG", e);
    }
  }

  private static byte[] encode(Pixels pixels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = Codecs.pngWriter();
    // ImageIO.write would go through a temporary file.
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(pixels.buffered());
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
