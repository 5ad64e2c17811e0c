package io.github.heatmill.udf.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary files of the driver, which are deleted when it ends. */
public final class DriverFiles {

  private DriverFiles() {}

  /**
   * The folder of the temporary files, one per JVM. Spark refuses to send two files of the same
   * name from different places, and the name of an opened network follows from its content.
   */
  public static Path folder() throws IOException {
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir"), "heatmill-" + ProcessHandle.current().pid());
    Files.createDirectories(folder);
    folder.toFile().deleteOnExit();
    return folder;
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
      Path draft = file.resolveSibling(name + ".draft");
      writing.write(draft);
      Files.move(draft, file);
      file.toFile().deleteOnExit();
    }
    return file;
  }
}
