package io.github.heatmill;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test data that lies beside the repository and is never part of it; tests skip without it. */
public final class SharedData {
  private SharedData() {}

  /** The folder with the MobileNet and its photos. */
  public static Path mobilenet() {
    Path folder = Path.of(System.getProperty("heatmill.root", "."), "..", "shared", "data");
    Path mobilenet = folder.resolve("mobilenet").toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.isDirectory(mobilenet), "Missing " + mobilenet);
    return mobilenet;
  }
}
