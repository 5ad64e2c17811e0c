package io.github.heatmill.model.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelRunException;
import io.github.heatmill.model.archive.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configures DJL's PyTorch engine: a fixed number of threads, no download, no telemetry. */
public final class DjlEngine {
  static final String NAME = "PyTorch";
  private static final String CACHE = "DJL_CACHE_DIR";
  private static final String ENGINE_CACHE = "ENGINE_CACHE_DIR";

  private DjlEngine() {}

  /**
   * Sets the number of the engine's threads. libtorch reads them once, when the engine starts, so
   * the first caller in a JVM wins; a system property of DJL's own given on the command line wins
   * over all.
   *
   * @param threads the cores that one forward pass may use, at least 1
   */
  public static void useThreads(int threads) {
    setUnlessGiven("ai.djl.pytorch.num_threads", Integer.toString(threads));
    setUnlessGiven("ai.djl.pytorch.num_interop_threads", "1");
    // A cluster node must never fetch gigabytes, nor call home, because a job happened to start
    // there.
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
    usePrivateCache();
  }

  /**
   * DJL unpacks libtorch into the user's home. Where it cannot, it would take a folder of a known
   * name in the temporary folder, and load whatever library somebody has put there.
   */
  private static synchronized void usePrivateCache() {
    boolean given =
        System.getenv(CACHE) != null
            || System.getProperty(CACHE) != null
            || System.getenv(ENGINE_CACHE) != null
            || System.getProperty(ENGINE_CACHE) != null;
    if (given || Files.isWritable(Path.of(System.getProperty("user.home")))) {
      return;
    }
    try {
      Path folder = PrivateFiles.folder();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> PrivateFiles.delete(folder)));
      System.setProperty(CACHE, folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * DJL's name for a device, which must be present.
   *
   * @throws ModelRunException if the engine does not see the requested GPU
   */
  static Device device(ComputeDevice wanted) {
    useThreads(1);
    if (!wanted.isGpu()) {
      return Device.cpu();
    }
    int present = Engine.getEngine(NAME).getGpuCount();
    if (wanted.gpu() >= present) {
      throw new ModelRunException(
          "Missing GPU: "
              + wanted
              + " was assigned, but PyTorch sees "
              + present
              + " GPUs in this process (needs a CUDA build of libtorch, see PYTORCH_LIBRARY_PATH, and a driver)");
    }
    return Device.gpu(wanted.gpu());
  }

  /** The versions that decide the last bits of every result, by name. */
  public static Map<String, String> versions() {
    return Map.of("djl", Engine.getDjlVersion(), "libtorch", Engine.getEngine(NAME).getVersion());
  }
}
