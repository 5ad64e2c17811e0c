package io.github.heatmill.udf.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for files that this driver makes and that go when it ends. */
public final class DriverFiles {

  private DriverFiles() {}

  /**
   * One folder per JVM: Spark refuses to hand out two files of the same name from different places,
   * and the name of an opened network follows from its content.
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
   * A file of this name in the folder, written when it is asked for first. It is there whole or not
   * at all, so the name must say the content. Threads that ask for the same file wait.
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
