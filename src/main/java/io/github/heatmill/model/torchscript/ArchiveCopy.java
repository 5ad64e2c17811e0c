package io.github.heatmill.model.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies an archive, with one of its source files changed. Tensors stream through and are never
 * held.
 */
final class ArchiveCopy {

  private ArchiveCopy() {}

  /**
   * Writes the copy.
   *
   * @param path the changed entry, without the folder in which all entries lie
   */
  static void write(Path original, String path, String changedText, Path target) {
    try (ZipFile zip = new ZipFile(original.toFile());
        OutputStream stream = Files.newOutputStream(target);
        ZipOutputStream out = new ZipOutputStream(stream)) {
      out.setLevel(
          0); // Tensors hardly shrink, and the copy lives only until an engine has read it.
      for (ZipEntry entry : zip.stream().toList()) {
        String entryPath = Archive.withoutTop(entry.getName());
        // Debug entries map the old text to lines of Python.
        if (!entryPath.endsWith(".debug_pkl")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          copy(zip, entry, entryPath.equals(path) ? changedText : "", out);
          out.closeEntry();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(ZipFile zip, ZipEntry entry, String changedText, OutputStream out)
      throws IOException {
    if (!changedText.isEmpty()) {
      out.write(changedText.getBytes(StandardCharsets.UTF_8));
      return;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      in.transferTo(out);
    }
  }
}
