package io.github.heatmill.job.support;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Files that cannot be explained, one way or another. */
public final class BadImages {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BYTES_PER_CHECKSUM = 512;

  private BadImages() {}

  /** The first half of a JPEG file. */
  public static byte[] truncated() {
    byte[] whole = Demo.bytes(Demo.image("jug", 1));
    return Arrays.copyOf(whole, whole.length / 2);
  }

  public static byte[] text() {
    return "Not a picture at all.\n".getBytes(StandardCharsets.UTF_8);
  }

  /** Signature, header and end of a PNG file, without any pixels. */
  public static byte[] pngHeader(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(PNG);
      chunk(out, "IHDR", header);
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(type.getBytes(StandardCharsets.US_ASCII));
    checksum.update(content);
    out.writeInt(content.length);
    out.writeBytes(type);
    out.write(content);
    out.writeInt((int) checksum.getValue());
  }

  /** Puts checksums of Hadoop's beside a file that are not its own: reading it then fails. */
  public static void spoil(Path image) {
    int chunks = Demo.bytes(image).length / BYTES_PER_CHECKSUM + 1;
    ByteBuffer checksums = ByteBuffer.allocate(8 + 4 * chunks);
    checksums.put("crc\0".getBytes(StandardCharsets.US_ASCII)).putInt(BYTES_PER_CHECKSUM);
    Demo.write(image.resolveSibling("." + image.getFileName() + ".crc"), checksums.array());
  }
}
