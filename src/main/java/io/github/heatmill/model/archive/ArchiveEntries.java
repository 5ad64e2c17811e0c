package io.github.heatmill.model.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Names and contents of the entries of an archive. */
public final class ArchiveEntries {
  private ArchiveEntries() {}

  /** The path of an entry without the folder that holds all entries and is named after the file. */
  public static String withoutFolder(String name) {
    return name.substring(name.indexOf('/') + 1);
  }

  /**
   * Whether the content of an entry is held in memory: source text, graphs, and pickled objects.
   */
  static boolean isText(String path) {
    return path.endsWith(".pkl") || path.endsWith(".json") || isSource(path);
  }

  /** Whether an entry is source text. */
  public static boolean isSource(String path) {
    return path.startsWith("code/") && path.endsWith(".py");
  }

  public static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
