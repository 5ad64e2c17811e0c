package io.github.heatmill.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for files that this driver makes and that go when it ends. */
final class DriverFiles {

  private DriverFiles() {}

  /**
   * One folder per JVM: Spark refuses to hand out two files of the same name from different places,
   * and the name of an opened network follows from its content.
   */
  static Path folder() throws IOException {
    Path folder =
        Path.of(System.getProperty("java.io.tmpdir"), "heatmill-" + ProcessHandle.current().pid());
    Files.createDirectories(folder);
    folder.toFile().deleteOnExit();
    return folder;
  }
}
