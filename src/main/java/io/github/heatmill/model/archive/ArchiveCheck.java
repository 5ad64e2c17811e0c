package io.github.heatmill.model.archive;

import io.github.heatmill.model.ModelFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Decides whether a zip may be read, before anything of it is used: libtorch itself checks neither
 * checksums nor sizes. Every entry is unpacked once, as a stream, and compared with the sizes in
 * its header. Tensors are stored uncompressed and text shrinks by a small factor only, so that no
 * real network exceeds the limits.
 */
public final class ArchiveCheck {
  static final int MOST_ENTRIES = 100_000;

  /** Source text and objects, which are held in memory. */
  static final long MOST_TEXT = 256L << 20;

  /**
   * The largest ratio of unpacked to packed size of an entry that is larger than {@link #SMALL}.
   */
  static final long LARGEST_RATIO = 100;

  static final long SMALL = 1L << 20;

  private static final int BUFFER = 1 << 16;

  /** Names of entries that lead out of the archive's folder, on any system. */
  private static final Pattern ESCAPING =
      Pattern.compile("/.*|[A-Za-z]:.*|.*\\\\.*|.*\u0000.*|(?:.*/)?\\.\\.(?:/.*)?", Pattern.DOTALL);

  private final Path file;
  private final long fileSize;
  private final UnaryOperator<String> path;
  private final byte[] buffer = new byte[BUFFER];
  private final Set<String> paths = new HashSet<>();
  private long packed;
  private long text;

  private ArchiveCheck(Path file, long fileSize, UnaryOperator<String> path) {
    this.file = file;
    this.fileSize = fileSize;
    this.path = path;
  }

  /**
   * Checks all of a zip whose entries lie in one folder, as libtorch writes it.
   *
   * @throws ModelFormatException if it is damaged or malicious
   */
  public static void check(Path file, ZipFile zip) throws IOException {
    check(file, zip, ArchiveEntries::withoutFolder);
  }

  /**
   * Checks all of a zip.
   *
   * @param file the name for messages
   * @param path gives the path by which an entry of this name is read; two entries must not share
   *     one
   * @throws ModelFormatException if it is damaged or malicious
   */
  public static void check(Path file, ZipFile zip, UnaryOperator<String> path) throws IOException {
    ArchiveCheck check = new ArchiveCheck(file, Files.size(Path.of(zip.getName())), path);
    if (zip.size() > MOST_ENTRIES) {
      throw check.refused(zip.size() + " entries (must be <= " + MOST_ENTRIES + ")");
    }
    for (ZipEntry entry : zip.stream().toList()) {
      check.checkName(entry.getName());
      check.checkSizes(entry);
      check.checkContent(zip, entry);
    }
    check.checkTensors(zip, "data");
    check.checkTensors(zip, "constants");
  }

  /** Checks the tensors of a pickle, whose values lie in the folder of the same name. */
  private void checkTensors(ZipFile zip, String pickle) throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    List<List<?>> tensors = List.of();
    for (ZipEntry entry : zip.stream().toList()) {
      String place = path.apply(entry.getName());
      if (place.startsWith(pickle + "/")) {
        sizes.put(place.substring(pickle.length() + 1), entry.getSize());
      } else if (place.equals(pickle + ".pkl")) {
        tensors = PickleReader.tensors(ArchiveEntries.bytes(zip, entry));
      }
    }
    TensorCheck.check(file, tensors, sizes);
  }

  private void checkName(String name) {
    if (ESCAPING.matcher(name).matches()) {
      throw refused("an entry named " + name + " (must lie in the file's own folder)");
    }
    // libtorch finds entries whatever their case.
    if (!paths.add(path.apply(name).toLowerCase(Locale.ROOT))) {
      throw refused("two entries named " + path.apply(name) + " (must be one)");
    }
  }

  private void checkSizes(ZipEntry entry) {
    packed += entry.getCompressedSize();
    if (packed > fileSize) {
      throw refused("entries that lie over each other (must lie one after the other)");
    }
    if (entry.getSize() > Math.max(SMALL, LARGEST_RATIO * entry.getCompressedSize())) {
      throw refused(
          entry.getSize()
              + " bytes in "
              + entry.getName()
              + " packed into "
              + entry.getCompressedSize()
              + " (must be <= "
              + LARGEST_RATIO
              + " times as many)");
    }
    text += ArchiveEntries.isText(path.apply(entry.getName())) ? entry.getSize() : 0;
    if (text > MOST_TEXT) {
      throw refused(text + " bytes of code (must be <= " + MOST_TEXT + ")");
    }
  }

  private void checkContent(ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      int read = in.read(buffer);
      while (read >= 0 && size <= entry.getSize()) {
        crc.update(buffer, 0, read);
        size += read;
        read = in.read(buffer);
      }
    } catch (ZipException | EOFException e) {
      throw damaged(entry, e);
    }
    if (size != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw damaged(entry, null);
    }
  }

  private ModelFormatException damaged(ZipEntry entry, Exception cause) {
    return new ModelFormatException(
        "Broken model file: "
            + file
            + " (its entry "
            + entry.getName()
            + " is not as its checksum says; fetch or save it again)",
        cause);
  }

  private ModelFormatException refused(String what) {
    return new ModelFormatException("Unsafe model file: " + file + " has " + what);
  }
}
