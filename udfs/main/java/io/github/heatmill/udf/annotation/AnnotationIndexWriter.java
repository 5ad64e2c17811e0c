package io.github.heatmill.udf.annotation;

import io.github.heatmill.image.Size;
import io.github.heatmill.truth.AnnotatedObject;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes the file of an {@link AnnotationIndex}: first the entries in the order in which they come,
 * then a table with the hash and the offset of each entry, sorted by hash. It holds 16 bytes per
 * entry in memory.
 *
 * <p>H2's {@code MVStore} does not serve: for a COCO file of 544 MB it needs four times the
 * processor time, and it locks its file, so tasks of one JVM cannot open it side by side.
 */
public final class AnnotationIndexWriter implements Closeable {
  private static final long HASH_START = 0xcbf29ce484222325L;
  private static final long HASH_PRIME = 0x100000001b3L;

  private final OutputStream out;
  private final SortedOffsets offsets = new SortedOffsets();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream data = new DataOutputStream(bytes);
  private long written;

  private AnnotationIndexWriter(OutputStream out) {
    this.out = out;
  }

  /** Starts a file, which is incomplete until the writer is closed. */
  public static AnnotationIndexWriter create(Path file) throws IOException {
    return new AnnotationIndexWriter(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /**
   * Adds an image, with or without objects.
   *
   * @param key its path or any end of it
   * @param size null if unknown
   * @param link another key under which objects of the image are stored; blank without one
   */
  public void image(String key, Size size, String link) throws IOException {
    add(
        key,
        new AnnotationRecord.OfImage(
            Optional.ofNullable(size), Optional.of(link).filter(l -> !l.isEmpty())));
  }

  /** Adds an object under the key of its image, or under a key that its image links to. */
  public void object(String key, AnnotatedObject object) throws IOException {
    add(key, new AnnotationRecord.OfObject(object));
  }

  /** Adds another key of an image, for a name that is spelt otherwise. */
  public void alias(String alias, String key) throws IOException {
    image(alias, null, key);
  }

  private void add(String key, AnnotationRecord entry) throws IOException {
    offsets.add(hash(key), written);
    data.writeUTF(key);
    AnnotationRecord.write(entry, data);
    flushData();
  }

  private void flushData() throws IOException {
    data.flush();
    bytes.writeTo(out);
    written += bytes.size();
    bytes.reset();
  }

  /** FNV-1a of the UTF-8 bytes, 64 bits. */
  public static long hash(String key) {
    long hash = HASH_START;
    for (byte next : key.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ next & 0xff) * HASH_PRIME;
    }
    return hash;
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    try (out) {
      long tableStart = written;
      offsets.sort();
      for (int i = 0; i < offsets.size(); i++) {
        data.writeLong(offsets.hash(i));
        data.writeLong(offsets.offset(i));
        flushData();
      }
      data.writeLong(tableStart);
      flushData();
    }
  }
}
