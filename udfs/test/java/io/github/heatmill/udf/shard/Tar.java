package io.github.heatmill.udf.shard;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes tar files in memory in the layout of WebDataset, and reads their images. */
public final class Tar {
  private static final int LARGEST = 1000;
  private static final int RECORD = 512;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");

  /** Creates an empty file. Long names go into extra headers of the GNU or the POSIX format. */
  private Tar(int longFiles) {
    out.setLongFileMode(longFiles);
    out.setAddPaxHeadersForNonAsciiNames(longFiles == TarArchiveOutputStream.LONGFILE_POSIX);
  }

  public static Tar pax() {
    return new Tar(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  static Tar gnu() {
    return new Tar(TarArchiveOutputStream.LONGFILE_GNU);
  }

  /** Adds a file. */
  public Tar with(String name, byte[] content) {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    return with(entry, content);
  }

  public Tar with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds another kind of member, such as a link. */
  Tar with(String name, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName("elsewhere");
    return with(entry, new byte[0]);
  }

  /** Adds a POSIX header with one record for the next file. */
  Tar withPax(String key, String value) {
    String text = " " + key + "=" + value + "\n";
    int length = text.length() + Integer.toString(text.length()).length();
    length = text.length() + Integer.toString(length).length();
    byte[] record = (length + text).getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry("PaxHeaders/x", (byte) 'x');
    entry.setSize(record.length);
    return with(entry, record);
  }

  private Tar with(TarArchiveEntry entry, byte[] content) {
    try {
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole file. */
  public byte[] bytes() {
    try {
      out.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The images in the file. */
  List<ShardImage> images() {
    return images(bytes());
  }

  /** The images in a file of these bytes, with a limit of 1,000 bytes per sample. */
  static List<ShardImage> images(byte[] file) {
    List<ShardImage> images = new ArrayList<>();
    try (TarShard shard = new TarShard("s.tar", new ByteArrayInputStream(file), LARGEST)) {
      shard.forEachRemaining(images::add);
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the checksum of a header: the sum of its bytes, where those of the checksum count as
   * spaces.
   */
  static void seal(byte[] tar, int header) {
    Arrays.fill(tar, header + 148, header + 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < RECORD; i++) {
      sum += tar[header + i] & 0xff;
    }
    byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer.wrap(tar).put(header + 148, text);
  }
}
