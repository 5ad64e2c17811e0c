package io.github.heatmill.model.exported.archive;

import io.github.heatmill.model.ModelFormatException;
import io.github.heatmill.model.archive.ArchiveCheck;
import io.github.heatmill.model.archive.ArchiveEntries;
import io.github.heatmill.model.archive.ForeignFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip whose entries have been checked, by their paths without the folder that holds all. */
final class CheckedZip implements AutoCloseable {
  /** The program of an archive of PyTorch 2.7 or older, which has no folder around its entries. */
  static final String OLD_PROGRAM = "serialized_exported_program.json";

  /** Graphs and pickles are held in memory. A list of 80,000 tensors has about as many bytes. */
  static final long MOST_TEXT = 64L << 20;

  private final Path shown;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new TreeMap<>();

  private CheckedZip(Path shown, ZipFile zip) throws IOException {
    this.shown = shown;
    this.zip = zip;
    boolean old = zip.stream().anyMatch(entry -> entry.getName().equals(OLD_PROGRAM));
    UnaryOperator<String> path = old ? name -> name : ArchiveEntries::withoutFolder;
    ArchiveCheck.check(shown, zip, path);
    zip.stream().forEach(entry -> entries.put(path.apply(entry.getName()), entry));
    String order = text("byteorder").orElse("little");
    if (!order.equals("little")) {
      throw broken(
          "has the byte order " + order + " (must be little; export it on another machine)");
    }
  }

  /**
   * Opens a zip.
   *
   * @param shown the name for messages
   * @throws ModelFormatException if it is no zip, is damaged, or is malicious
   */
  static CheckedZip open(Path file, Path shown) throws IOException {
    ZipFile zip = zip(file, shown);
    try {
      return new CheckedZip(shown, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile zip(Path file, Path shown) throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (ZipException | EOFException e) {
      throw new ModelFormatException(
          "Not an exported program: " + shown + " " + ForeignFile.description(file), e);
    }
  }

  /** The name for messages. */
  Path shown() {
    return shown;
  }

  /** The paths of all entries. */
  Set<String> paths() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  boolean has(String path) {
    return entries.containsKey(path);
  }

  /** Where the bytes of an entry lie; empty if there is no such entry. */
  Optional<StoredBytes> stored(String path) {
    return Optional.ofNullable(entries.get(path))
        .map(entry -> new StoredBytes(Path.of(zip.getName()), entry.getName(), entry.getSize()));
  }

  /** The content of an entry that is held in memory; empty if there is no such entry. */
  Optional<byte[]> bytes(String path) throws IOException {
    ZipEntry entry = entries.get(path);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.getSize() > MOST_TEXT) {
      throw broken(
          "has " + entry.getSize() + " bytes in " + path + " (must be <= " + MOST_TEXT + ")");
    }
    return Optional.of(ArchiveEntries.bytes(zip, entry));
  }

  /** The content of an entry that must be there. */
  byte[] required(String path) throws IOException {
    return bytes(path)
        .orElseThrow(() -> broken("has no entry " + path + " (fetch or export it again)"));
  }

  /** A short text without the spaces around it; empty if there is no such entry. */
  Optional<String> text(String path) throws IOException {
    return bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }

  /** An exception; the words follow the name of the file. */
  ModelFormatException broken(String what) {
    return new ModelFormatException("Broken exported program: " + shown + " " + what);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
