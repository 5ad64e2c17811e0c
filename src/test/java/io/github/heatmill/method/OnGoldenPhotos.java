package io.github.heatmill.method;

import io.github.heatmill.model.djl.DjlProbes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests on real photos; skipped where these are absent. */
public abstract class OnGoldenPhotos {
  /** The photos' names. */
  protected static final List<String> NAMES = GoldenPhotos.NAMES;

  /** The photos, and the network open at both of its layers; of the test that runs. */
  protected static GoldenPhotos golden;

  @TempDir static Path folder;

  @BeforeAll
  static void openBothLayersAtOnce() throws IOException {
    golden = GoldenPhotos.open(folder);
  }

  @AfterAll
  static void freeTheNetwork() {
    DjlProbes.closeAll();
  }
}
