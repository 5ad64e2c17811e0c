package io.github.heatmill.model.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.ModelRunException;
import java.util.Map;

/** Configures DJL's PyTorch engine: a fixed number of threads, no download, no telemetry. */
public final class DjlEngine {
  static final String NAME = "PyTorch";

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
