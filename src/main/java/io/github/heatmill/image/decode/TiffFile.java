package io.github.heatmill.image.decode;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The first directory of a TIFF or BigTIFF file.
 *
 * <p>A file whose strips or tiles are compressed with Zstandard or LZMA, which the reader does not
 * know, is rewritten with deflate, which it does. The two libraries come with Spark; without it,
 * such files are refused.
 */
final class TiffFile {
  private static final int LZMA = 34925;
  private static final int ZSTD = 50000;
  private static final int DEFLATE = 8;

  static final int PHOTOMETRIC_TAG = 262;
  static final int BLACK_IS_ZERO = 1;
  static final int RGB = 2;
  static final int ORIENTATION_TAG = 274;

  private static final int COMPRESSION_TAG = 259;
  private static final int STRIP_OFFSETS_TAG = 273;
  private static final int STRIP_BYTES_TAG = 279;
  private static final int TILE_OFFSETS_TAG = 324;
  private static final int TILE_BYTES_TAG = 325;

  private static final int SHORT_TYPE = 3;
  private static final int LONG_TYPE = 4;
  private static final int BIG_VERSION = 43;

  private static final int LZMA_MEMORY_KIB = 100_000;

  private final ByteBuffer file;
  private final boolean big;
  private final Map<Integer, Integer> entries = new TreeMap<>();
  private final ByteArrayOutputStream added = new ByteArrayOutputStream();

  private TiffFile(byte[] tiff) {
    file = ByteBuffer.wrap(tiff);
    file.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    big = file.getShort(2) == BIG_VERSION;
    int directory = Math.toIntExact(big ? file.getLong(8) : file.getInt(4));
    long count = big ? file.getLong(directory) : file.getShort(directory) & 0xffff;
    int at = directory + (big ? 8 : 2);
    for (long i = 0; i < count; i++) {
      entries.put(file.getShort(at) & 0xffff, at);
      at += big ? 20 : 12;
    }
  }

  /** A number in the first directory; 0 without it, or if the directory is damaged. */
  static int number(byte[] tiff, int tag) {
    try {
      TiffFile file = new TiffFile(tiff);
      return file.entries.containsKey(tag) ? (int) file.values(tag)[0] : 0;
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      return 0; // The reader names the damage.
    }
  }

  /**
   * A file that the reader knows.
   *
   * @param mostBytes what strips may expand to
   * @throws UndecodableException if a library is missing, or the strips expand to more
   * @throws IOException if the strips are damaged
   */
  static byte[] readable(byte[] tiff, long mostBytes) throws IOException {
    int compression = number(tiff, COMPRESSION_TAG);
    return compression == ZSTD || compression == LZMA
        ? new TiffFile(tiff).deflated(compression, mostBytes)
        : tiff;
  }

  private byte[] deflated(int compression, long mostBytes) throws IOException {
    boolean tiles = entries.containsKey(TILE_OFFSETS_TAG);
    int offsetsTag = tiles ? TILE_OFFSETS_TAG : STRIP_OFFSETS_TAG;
    int bytesTag = tiles ? TILE_BYTES_TAG : STRIP_BYTES_TAG;
    long[] offsets = values(offsetsTag);
    long[] bytes = values(bytesTag);
    long left = mostBytes;
    for (int i = 0; i < offsets.length; i++) {
      int begin = Math.toIntExact(offsets[i]);
      int length = Math.toIntExact(bytes[i]);
      offsets[i] = file.capacity() + added.size();
      int before = added.size();
      left -= deflate(open(compression, begin, length), left);
      bytes[i] = added.size() - before;
    }
    byte[] whole = withArrays(Map.of(offsetsTag, offsets, bytesTag, bytes));
    ByteBuffer.wrap(whole)
        .order(file.order())
        .putShort(value(entries.get(COMPRESSION_TAG)), (short) DEFLATE);
    return whole;
  }

  private InputStream open(int compression, int begin, int length) throws IOException {
    InputStream strip = new ByteArrayInputStream(file.array(), begin, length);
    try {
      return compression == ZSTD
          ? new ZstdInputStream(strip)
          : new XZInputStream(strip, LZMA_MEMORY_KIB);
    } catch (LinkageError e) {
      String name = compression == ZSTD ? "Zstandard" : "LZMA";
      String library = compression == ZSTD ? "zstd-jni" : "xz";
      throw new UndecodableException(
          "TIFF image compressed with " + name + ", which needs the library " + library, e);
    }
  }

  /** Adds a strip, and returns how many bytes it expands to. */
  private long deflate(InputStream strip, long most) throws IOException {
    Deflater fast = new Deflater(Deflater.BEST_SPEED);
    byte[] buffer = new byte[1 << 16];
    long expanded = 0;
    try (strip;
        DeflaterOutputStream out = new DeflaterOutputStream(added, fast)) {
      for (int count = strip.read(buffer); count >= 0; count = strip.read(buffer)) {
        expanded += count;
        if (expanded > most) {
          throw new UndecodableException("Image expands to more bytes than its pixels can have");
        }
        out.write(buffer, 0, count);
      }
    } finally {
      fast.end();
    }
    return expanded;
  }

  /** The file with the added strips, and with other numbers in some entries. */
  private byte[] withArrays(Map<Integer, long[]> arrays) {
    int size = file.capacity() + added.size();
    int numbers = arrays.values().stream().mapToInt(array -> array.length).sum();
    ByteBuffer whole = ByteBuffer.allocate(size + numbers * Integer.BYTES).order(file.order());
    whole.put(file.array()).put(added.toByteArray());
    arrays.forEach(
        (tag, array) -> {
          int entry = entries.get(tag);
          int at = array.length == 1 ? value(entry) : whole.position();
          whole.putShort(entry + 2, (short) LONG_TYPE);
          if (array.length > 1) {
            putNumber(whole, value(entry), at);
            whole.position(at + array.length * Integer.BYTES);
          }
          for (int i = 0; i < array.length; i++) {
            whole.putInt(at + i * Integer.BYTES, Math.toIntExact(array[i]));
          }
        });
    return whole.array();
  }

  private void putNumber(ByteBuffer target, int at, int number) {
    if (big) {
      target.putLong(at, number);
    } else {
      target.putInt(at, number);
    }
  }

  /** Where an entry has its value, or the place of its values. */
  private int value(int entry) {
    return entry + (big ? 12 : 8);
  }

  private long[] values(int tag) {
    int entry = entries.get(tag);
    int type = file.getShort(entry + 2) & 0xffff;
    int count = Math.toIntExact(big ? file.getLong(entry + 4) : file.getInt(entry + 4));
    if (count < 1) {
      throw new IndexOutOfBoundsException(count);
    }
    int bytes = type == SHORT_TYPE ? Short.BYTES : type == LONG_TYPE ? Integer.BYTES : Long.BYTES;
    int at = value(entry);
    if ((long) count * bytes > (big ? Long.BYTES : Integer.BYTES)) {
      at = Math.toIntExact(big ? file.getLong(at) : file.getInt(at));
    }
    file.get(at + Math.multiplyExact(count, bytes) - 1); // Before the array is made.
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      int place = at + i * bytes;
      values[i] =
          switch (bytes) {
            case Short.BYTES -> file.getShort(place) & 0xffff;
            case Integer.BYTES -> file.getInt(place) & 0xffffffffL;
            default -> file.getLong(place);
          };
    }
    return values;
  }
}
