package io.github.heatmill.udf.image;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream of which every read may take only some time. After one that took longer it is over. */
final class TimedStream extends InputStream {
  private static final int BUFFER_BYTES = 1 << 20;

  private final InputStream in;
  private final Duration limit;

  /** A thread that was left alone may still write into it, but nobody reads it any more. */
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private int at;
  private int end;
  private boolean usable = true;

  TimedStream(InputStream in, Duration limit) {
    this.in = in;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    return at == end && !fill() ? -1 : buffer[at++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (!usable) {
      throw new IOException("File is no longer read");
    }
    usable = false;
    int count = TimedReading.within(limit, () -> in.read(buffer));
    usable = true;
    at = 0;
    end = Math.max(0, count);
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    if (usable) {
      in.close();
    }
  }
}
