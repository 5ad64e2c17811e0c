package io.github.heatmill;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test data that lies beside the repository and is never part of it; tests skip without it. */
public final class SharedData {
  private SharedData() {}

  /** The folder with the MobileNet and its photos. */
  public static Path mobilenet() {
    return folder("mobilenet");
  }

  /** The folder with small exported programs. */
  public static Path exported() {
    return folder("exported");
  }

  private static Path folder(String name) {
    Path data = Path.of(System.getProperty("heatmill.root", "."), "..", "shared", "data");
    Path folder = data.resolve(name).toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.isDirectory(folder), "Missing " + folder);
    return folder;
  }
}
