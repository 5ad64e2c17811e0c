package io.github.heatmill.udf.shard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Limits the headers of a tar file. The tar reader holds whole headers in memory, and needs days
 * for a time with a large exponent. The content of members passes unchecked.
 */
final class HeaderGuard extends FilterInputStream {
  /** The most bytes of the headers of one member; long names and attributes need far less. */
  private static final int LARGEST_HEADERS = 1 << 18;

  private static final int PADDING = 1 << 16;

  /** The end of the key of every time: {@code mtime}, {@code atime}, {@code ctime}. */
  private static final String TIME = "time=";

  private boolean inHeaders;
  private int read;
  private int matched;
  private boolean ended;
  private boolean goesOn;

  HeaderGuard(InputStream in) {
    super(in);
  }

  /** Marks that headers are read from now on. */
  void enter() {
    inHeaders = true;
    read = 0;
    matched = 0;
  }

  /** Marks that the content of a member is read from now on. */
  void leave() {
    inHeaders = false;
  }

  /** Marks that the end mark of the file was read. */
  void end() {
    ended = true;
  }

  /** Whether anything but padding follows the end mark within the next bytes. */
  boolean goesOn() throws IOException {
    readNBytes(PADDING);
    return goesOn;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    for (int i = 0; inHeaders && i < count; i++) {
      check(buffer[offset + i]);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    if (!inHeaders) {
      return super.skip(count);
    }
    return Math.max(0, read(new byte[(int) Math.min(count, LARGEST_HEADERS)]));
  }

  private void check(int next) throws IOException {
    goesOn |= ended && next != 0;
    if (++read > LARGEST_HEADERS) {
      throw new IOException("the headers of a member exceed " + LARGEST_HEADERS + " bytes");
    }
    if (matched < TIME.length()) {
      matched = next == TIME.charAt(matched) ? matched + 1 : next == TIME.charAt(0) ? 1 : 0;
    } else if (next == 'e' || next == 'E') {
      throw new IOException("a time has an exponent");
    } else if (!(next >= '0' && next <= '9' || next == '.' || next == '-' || next == '+')) {
      matched = 0;
    }
  }
}
