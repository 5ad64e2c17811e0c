package io.github.heatmill.image.decode;

import io.github.heatmill.image.format.Signature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the orientation in an EXIF block, which is laid out as a TIFF file.
 *
 * <p>TwelveMonkeys' {@code TIFFReader} reads all entries of the block, so it loses the orientation
 * where another part of the block is damaged.
 */
final class Exif {
  /** What precedes the block in JPEG, and in some WebP files. */
  static final String PREFIX = "Exif\0\0";

  private static final int ORIENTATION_TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int VALUE_OFFSET = 8;

  private Exif() {}

  /** The orientation, 1 to 8; upright if the block has none or is damaged. */
  static int orientation(byte[] bytes, int begin, int end) {
    int start = Signature.has(bytes, begin, PREFIX) ? begin + PREFIX.length() : begin;
    try {
      return find(ByteBuffer.wrap(bytes, start, end - start).slice());
    } catch (IndexOutOfBoundsException e) {
      // The picture does not depend on it: viewers show such files as they are stored, too.
      return Orientation.UPRIGHT;
    }
  }

  private static int find(ByteBuffer block) {
    block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = block.getInt(4);
    int entries = block.getShort(directory) & 0xffff;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if ((block.getShort(entry) & 0xffff) == ORIENTATION_TAG) {
        int value = block.getShort(entry + VALUE_OFFSET);
        return Orientation.of(value);
      }
    }
    return Orientation.UPRIGHT;
  }
}
