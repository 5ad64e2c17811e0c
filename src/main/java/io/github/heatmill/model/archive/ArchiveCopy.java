package io.github.heatmill.model.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Copies an archive, with some of its entries changed. The others stream through. */
public final class ArchiveCopy {

  private ArchiveCopy() {}

  /**
   * Writes the copy.
   *
   * @param changes the functions that change the content of entries, by path without the archive's
   *     folder; one entry at a time is held in memory
   */
  public static void write(Path original, Map<String, UnaryOperator<byte[]>> changes, Path target) {
    try (ZipFile zip = new ZipFile(original.toFile());
        OutputStream stream = Files.newOutputStream(target);
        ZipOutputStream out = new ZipOutputStream(stream)) {
      out.setLevel(
          0); // Tensors hardly shrink, and the copy lives only until an engine has read it.
      for (ZipEntry entry : zip.stream().toList()) {
        String entryPath = ArchiveEntries.withoutFolder(entry.getName());
        // Debug entries map the old text to lines of Python.
        if (!entryPath.endsWith(".debug_pkl")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          copy(zip, entry, Optional.ofNullable(changes.get(entryPath)), out);
          out.closeEntry();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(
      ZipFile zip, ZipEntry entry, Optional<UnaryOperator<byte[]>> change, OutputStream out)
      throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      if (change.isPresent()) {
        out.write(change.get().apply(in.readAllBytes()));
      } else {
        in.transferTo(out);
      }
    }
  }
}
