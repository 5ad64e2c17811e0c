package io.github.heatmill.image.decode;

import io.github.heatmill.image.format.ImageFormat;
import io.github.heatmill.image.format.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The properties of a picture that the parts of its file declare.
 *
 * @param complete whether the file goes on to its end mark; readers paint what is missing grey, so
 *     this is looked up beforehand
 * @param orientation the EXIF orientation, 1 to 8
 */
record Container(boolean complete, int orientation) {
  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int PNG_FRAME_BYTES = 12;
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int RIFF_FRAME_BYTES = 8;
  private static final int WEBP_FLAGS = RIFF_HEADER_BYTES + RIFF_FRAME_BYTES;
  private static final int WEBP_PROFILE_FLAG = 0x20;

  private static final int BMP_COMPRESSION = 30;
  private static final int BMP_JPEG = 4;
  private static final int BMP_PNG = 5;

  static Container of(byte[] encoded, ImageFormat format) {
    return switch (format) {
      case JPEG -> {
        JpegSegments segments = JpegSegments.of(encoded);
        yield new Container(segments.complete(), segments.orientation());
      }
      case PNG -> png(encoded);
      case WEBP -> webp(encoded);
        // Their readers fail at the end of the file by themselves.
      case TIFF ->
          new Container(true, Orientation.of(TiffFile.number(encoded, TiffFile.ORIENTATION_TAG)));
      case GIF, BMP, PNM -> new Container(true, Orientation.UPRIGHT);
    };
  }

  /** Chunks of length, four letters, body and checksum, up to IEND. */
  private static Container png(byte[] encoded) {
    ByteBuffer file = ByteBuffer.wrap(encoded);
    int orientation = Orientation.UPRIGHT;
    long at = PNG_SIGNATURE_BYTES;
    while (at + PNG_FRAME_BYTES <= encoded.length) {
      int body = (int) at + 8;
      long next = at + PNG_FRAME_BYTES + Integer.toUnsignedLong(file.getInt((int) at));
      if (Signature.has(encoded, body - 4, "IEND")) {
        return new Container(true, orientation);
      }
      if (Signature.has(encoded, body - 4, "eXIf") && next <= encoded.length) {
        orientation = Exif.orientation(encoded, body, (int) next - 4);
      }
      at = next;
    }
    return new Container(false, orientation);
  }

  /** Chunks of four letters, length and body padded to an even length, in one of stated length. */
  private static Container webp(byte[] encoded) {
    ByteBuffer file = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    if (encoded.length < RIFF_HEADER_BYTES + RIFF_FRAME_BYTES) {
      return new Container(false, Orientation.UPRIGHT);
    }
    long end = RIFF_FRAME_BYTES + Integer.toUnsignedLong(file.getInt(4));
    int orientation = Orientation.UPRIGHT;
    long at = RIFF_HEADER_BYTES;
    while (at + RIFF_FRAME_BYTES <= encoded.length) {
      int body = (int) at + RIFF_FRAME_BYTES;
      long next = body + Integer.toUnsignedLong(file.getInt(body - 4));
      if (Signature.has(encoded, (int) at, "EXIF") && next <= encoded.length) {
        orientation = Exif.orientation(encoded, body, (int) next);
      }
      at = next + next % 2;
    }
    return new Container(end <= encoded.length, orientation);
  }

  /**
   * Whether a BMP holds a JPEG or PNG, whose size is not that in its header. Printers get such
   * files; Pillow does not read them either.
   */
  static boolean embeds(byte[] bmp) {
    int compression = BMP_COMPRESSION + Integer.BYTES > bmp.length ? 0 : bmp[BMP_COMPRESSION];
    return compression == BMP_JPEG || compression == BMP_PNG;
  }

  /**
   * A WebP file that does not announce its colour profile, which is then passed over. The reader
   * would apply it, and would trust the length that a damaged one claims up to 2 GB.
   */
  static byte[] withoutProfile(byte[] encoded) {
    boolean extended = Signature.has(encoded, RIFF_HEADER_BYTES, "VP8X");
    if (!extended || encoded.length <= WEBP_FLAGS) {
      return encoded;
    }
    byte[] plain = encoded.clone();
    plain[WEBP_FLAGS] &= (byte) ~WEBP_PROFILE_FLAG;
    return plain;
  }
}
