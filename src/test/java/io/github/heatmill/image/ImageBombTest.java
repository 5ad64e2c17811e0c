package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.image.decode.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that claim, or expand to, far more than their pixels need. */
class ImageBombTest {
  private static final int BOMB = 200_000_000;
  private static final int FILLER = 5_000_000;

  /** The files have at most 6 MB, which some readers copy. */
  private static final long MOST_BYTES = 60_000_000;

  static Stream<Arguments> bombs() {
    byte[] zeros = deflated(BOMB);
    byte[] filler = new byte[FILLER];
    return Stream.of(
        arguments("PNG with a compressed text", png("zTXt", concat(ascii("a\0\0"), zeros))),
        arguments(
            "PNG with a compressed UTF-8 text", png("iTXt", concat(ascii("a\0\1\0\0\0"), zeros))),
        arguments("PNG with a compressed profile", png("iCCP", concat(ascii("a\0\0"), zeros))),
        arguments("PNG with a long text", png("tEXt", concat(ascii("a\0"), filler))),
        arguments("PNG with a long EXIF block", png("eXIf", filler)),
        arguments("PNG whose pixels expand to more", pngOf(zeros)),
        arguments("JPEG with 76 segments of EXIF", jpeg("Exif\0\0II*\0\b\0\0\0", 0xe1)),
        arguments("JPEG with 76 segments of XMP", jpeg("http://ns.adobe.com/xap/1.0/\0", 0xe1)),
        arguments("JPEG with 76 segments of a profile", jpeg("ICC_PROFILE\0\1\1", 0xe2)),
        arguments("JPEG with 76 comments", jpeg("", 0xfe)),
        arguments("GIF with a comment of 5 MB", gif(extension(0xfe))),
        arguments("GIF with an XMP block of 5 MB", gif(extension(0xff))),
        arguments("GIF with 50,000 frames", framesOfGif(50_000)),
        arguments("GIF with a screen of 65,535 x 65,535", screenOfGif()),
        arguments("TIFF whose directory follows itself", loopedTiff()),
        arguments("TIFF with 2^31 strips", tiffWith(273, 4, Integer.MAX_VALUE, 8)),
        arguments("TIFF with a description of 2 GB", tiffWith(270, 2, Integer.MAX_VALUE, 8)),
        arguments("TIFF with a profile of 2 GB", tiffWith(34675, 7, Integer.MAX_VALUE, 8)),
        arguments("PNM of 30,000 x 30,000", ascii("P6 30000 30000 255\n000")),
        arguments(
            "PNM with a comment of 5 MB", concat(ascii("P5\n#"), spaces(), ascii("\n1 1 255\n0"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void bombs(String what, byte[] file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      assertThat(new ImageDecoder().decode(file).width()).isLessThan(100);
    } catch (UndecodableException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
  }

  /** The picture with a further chunk after its header, which ends at 8 + 25 bytes. */
  private static byte[] png(String kind, byte[] content) {
    byte[] png = Fixtures.bytes("decode/rgb.png");
    return concat(Arrays.copyOf(png, 33), chunk(kind, content), from(png, 33));
  }

  private static byte[] pngOf(byte[] pixels) {
    byte[] png = Fixtures.bytes("decode/rgb.png");
    return concat(Arrays.copyOf(png, 33), chunk("IDAT", pixels), chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String kind, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(ascii(kind));
    checksum.update(content);
    return concat(number(content.length), ascii(kind), content, number((int) checksum.getValue()));
  }

  private static byte[] jpeg(String head, int marker) {
    byte[] jpeg = Fixtures.bytes("decode/420.jpg");
    byte[] segment = new byte[65_535 + 2];
    segment[0] = (byte) 0xff;
    segment[1] = (byte) marker;
    segment[2] = segment[3] = (byte) 0xff; // The length.
    System.arraycopy(ascii(head), 0, segment, 4, head.length());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Arrays.copyOf(jpeg, 2));
    for (int i = 0; i < 76; i++) {
      file.writeBytes(segment);
    }
    file.writeBytes(from(jpeg, 2));
    return file.toByteArray();
  }

  /** The picture with something before its first block, behind the header and 256 colours. */
  private static byte[] gif(byte[] extension) {
    byte[] gif = Fixtures.bytes("decode/two-frames.gif");
    int blocks = 13 + (3 << ((gif[10] & 7) + 1));
    return concat(Arrays.copyOf(gif, blocks), extension, from(gif, blocks));
  }

  private static byte[] extension(int label) {
    ByteArrayOutputStream extension = new ByteArrayOutputStream();
    extension.writeBytes(new byte[] {0x21, (byte) label});
    for (int i = 0; i < FILLER / 256; i++) {
      extension.write(255);
      extension.writeBytes(new byte[255]);
    }
    extension.write(0);
    return extension.toByteArray();
  }

  private static byte[] framesOfGif(int count) {
    byte[] gif = Fixtures.bytes("decode/pixel.gif");
    int frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(',');
    byte[] one = Arrays.copyOfRange(gif, frame, gif.length - 1);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(Arrays.copyOf(gif, frame));
    for (int i = 0; i < count; i++) {
      file.writeBytes(one);
    }
    file.write(';');
    return file.toByteArray();
  }

  private static byte[] screenOfGif() {
    byte[] gif = Fixtures.bytes("decode/pixel.gif");
    Arrays.fill(gif, 6, 10, (byte) 0xff);
    return gif;
  }

  private static byte[] loopedTiff() {
    byte[] tiff = Fixtures.bytes("decode/rgb.tif");
    ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(4);
    file.putInt(directory + 2 + 12 * file.getShort(directory), directory);
    return tiff;
  }

  /** The picture with another entry in place of the last one of its directory. */
  private static byte[] tiffWith(int tag, int type, int count, int value) {
    byte[] tiff = Fixtures.bytes("decode/rgb.tif");
    ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(4);
    int entry = directory + 2 + 12 * (file.getShort(directory) - 1);
    for (int at = directory + 2; at <= entry; at += 12) {
      if (file.getShort(at) == tag) {
        entry = at;
      }
    }
    file.putShort(entry, (short) tag).putShort(entry + 2, (short) type);
    file.putInt(entry + 4, count).putInt(entry + 8, value);
    return tiff;
  }

  private static byte[] deflated(int zeros) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    byte[] deflated = new byte[FILLER];
    int length = deflater.deflate(deflated);
    deflater.end();
    return Arrays.copyOf(deflated, length);
  }

  private static byte[] spaces() {
    byte[] spaces = new byte[FILLER];
    Arrays.fill(spaces, (byte) ' ');
    return spaces;
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] from(byte[] bytes, int start) {
    return Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
