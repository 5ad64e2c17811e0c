package io.github.heatmill.udf.annotation;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Looks keys up in a file of {@link AnnotationIndexWriter}, by binary search on disk. */
final class AnnotationIndexFile implements Closeable {
  private static final int PAIR_BYTES = 2 * Long.BYTES;

  private final FileChannel channel;
  private final long tableStart;
  private final long count;

  private AnnotationIndexFile(FileChannel channel) throws IOException {
    this.channel = channel;
    long tableEnd = channel.size() - Long.BYTES;
    this.tableStart = readLong(channel, tableEnd);
    this.count = (tableEnd - tableStart) / PAIR_BYTES;
  }

  static AnnotationIndexFile open(Path file) throws IOException {
    return new AnnotationIndexFile(FileChannel.open(file, StandardOpenOption.READ));
  }

  /** The entries of a key, in the order in which they were written; empty for an unknown key. */
  List<AnnotationRecord> records(String key) throws IOException {
    List<AnnotationRecord> records = new ArrayList<>();
    long hash = AnnotationIndexWriter.hash(key);
    for (long i = firstOf(hash); i < count && hashAt(i) == hash; i++) {
      channel.position(readLong(channel, tableStart + i * PAIR_BYTES + Long.BYTES));
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
      if (in.readUTF().equals(key)) { // Different keys may have the same hash.
        records.add(AnnotationRecord.read(in));
      }
    }
    return records;
  }

  private long firstOf(long hash) throws IOException {
    long low = 0;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (hashAt(middle) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long hashAt(long index) throws IOException {
    return readLong(channel, tableStart + index * PAIR_BYTES);
  }

  private static long readLong(FileChannel channel, long position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("index ends too early");
      }
    }
    return bytes.getLong(0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
