package io.github.heatmill.udf.request;

import io.github.heatmill.model.archive.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Temporary files of the driver, in one folder with a random name, which nobody else can read or
 * write. They are deleted when the driver ends, also after a signal.
 */
public final class DriverFiles {
  /** Spark and Hadoop have higher ones, so that they have let go of their files before. */
  private static final int LAST = 0;

  private static final Set<Path> MADE = ConcurrentHashMap.newKeySet();
  private static Path folder;

  private DriverFiles() {}

  /**
   * The folder of the temporary files, one per JVM. Spark refuses to send two files of the same
   * name from different places, and the name of an opened network follows from its content.
   */
  public static synchronized Path folder() throws IOException {
    if (folder == null || !Files.exists(folder)) { // Some systems clear their temporary folder.
      folder = deletedAtTheEnd(PrivateFiles.folder());
    }
    return folder;
  }

  /** Makes a private folder in another one, such as that which the user has chosen for Spark. */
  public static synchronized Path folderIn(Path parent) throws IOException {
    return deletedAtTheEnd(PrivateFiles.folder(Files.createDirectories(parent)));
  }

  private static Path deletedAtTheEnd(Path made) {
    if (MADE.isEmpty()) {
      ShutdownHookManager.get().addShutdownHook(DriverFiles::delete, LAST);
    }
    MADE.add(made);
    return made;
  }

  /** Deletes all folders, as far as that is possible. */
  public static void delete() {
    MADE.forEach(made -> FileUtil.fullyDelete(made.toFile()));
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Writing {
    void write(Path file) throws IOException;
  }

  /**
   * Returns the file of this name in the folder, and writes it on the first request. The file is
   * complete or absent, so its name must identify its content. Threads that request the same file
   * wait.
   */
  public static synchronized Path once(String name, Writing writing) throws IOException {
    Path file = folder().resolve(name);
    if (!Files.exists(file)) {
      Path draft = PrivateFiles.file(folder(), ".draft");
      writing.write(draft);
      PrivateFiles.hide(draft);
      Files.move(draft, file);
    }
    return file;
  }

  /**
   * A copy of a file.
   *
   * @param file the copy, which has the same name as the original
   * @param hash of the bytes in the copy
   */
  record Copy(Path file, Sha256 hash) {}

  /** Copies a file, and computes the hash of the bytes that it copies. Equal files share a copy. */
  static synchronized Copy copy(InputStream original, String name) throws IOException {
    Path draft = PrivateFiles.file(folder(), ".draft");
    Sha256 hash;
    try (DigestInputStream in = Sha256.of(original);
        OutputStream out = Files.newOutputStream(draft)) {
      in.transferTo(out);
      hash = Sha256.of(in.getMessageDigest());
    } catch (IOException e) {
      Files.delete(draft);
      throw e;
    }
    Path folder = Files.createDirectories(folder().resolve(hash.hex()));
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      Files.delete(draft);
    } else {
      Files.move(draft, file);
    }
    return new Copy(file, hash);
  }
}
