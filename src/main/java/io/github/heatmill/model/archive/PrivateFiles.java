package io.github.heatmill.model.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Temporary files that no other user can read, replace or foresee. A folder is always made anew,
 * with a random name and mode 700; the files in it have mode 600.
 */
public final class PrivateFiles {
  private static final String PREFIX = "heatmill-";
  private static final String FOR_OWNER = "rw-------";

  private PrivateFiles() {}

  /**
   * Makes a folder in Java's temporary folder.
   *
   * @throws IOException naming the temporary folder, if it cannot be written
   */
  public static Path folder() throws IOException {
    return folder(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** As {@link #folder()}, in another folder than Java's. */
  public static Path folder(Path parent) throws IOException {
    try {
      return Files.createTempDirectory(parent, PREFIX);
    } catch (IOException e) {
      throw new IOException(
          "Temporary folder cannot be written: "
              + parent
              + " ("
              + e.getMessage()
              + "; free some space there, or set TMPDIR to another folder)",
          e);
    }
  }

  /** Makes an empty file with a random name in a private folder. */
  public static Path file(Path folder, String suffix) throws IOException {
    return Files.createTempFile(folder, PREFIX, suffix);
  }

  /** Takes the access of others to a file away, where files have such permissions. */
  public static void hide(Path file) throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FOR_OWNER));
    }
  }

  /** Deletes a folder with everything in it. Links in it are deleted, and not what they name. */
  public static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
