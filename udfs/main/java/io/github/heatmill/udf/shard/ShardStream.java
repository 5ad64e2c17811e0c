package io.github.heatmill.udf.shard;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar file. It limits the size of headers and requires an end mark. */
final class ShardStream extends TarArchiveInputStream {
  private static final int BUFFER = 1 << 16;

  private final HeaderGuard guard;
  private boolean marked;

  private ShardStream(HeaderGuard guard) {
    super(guard, StandardCharsets.UTF_8.name());
    this.guard = guard;
  }

  static ShardStream of(InputStream in) {
    return new ShardStream(new HeaderGuard(new BufferedInputStream(in, BUFFER)));
  }

  /**
   * The next entry, whose content is then read from this stream; empty at the end of the file.
   *
   * @throws IOException if the file is damaged, truncated, or not a tar file
   */
  Optional<TarArchiveEntry> advance() throws IOException {
    skip(Long.MAX_VALUE); // Skips the rest of a member, which is no header.
    guard.enter();
    TarArchiveEntry entry = getNextEntry() == null ? null : getCurrentEntry();
    if (entry != null && !entry.isCheckSumOK()) {
      throw new IOException("a header has a wrong checksum");
    }
    if (entry == null && !marked) {
      throw new IOException("it ends without its end mark");
    }
    if (entry == null && guard.goesOn()) {
      throw new IOException("it goes on after its end mark, as joined files do");
    }
    guard.leave();
    return Optional.ofNullable(entry);
  }

  @Override
  public long skip(long count) throws IOException {
    return getCurrentEntry() == null ? 0 : super.skip(count);
  }

  @Override
  protected boolean isEOFRecord(byte[] header) {
    boolean end = super.isEOFRecord(header);
    if (end && header != null) {
      marked = true;
      guard.end();
    }
    return end;
  }
}
