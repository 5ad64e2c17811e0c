package io.github.heatmill.model.djl;

import io.github.heatmill.model.ComputeDevice;
import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The networks that this JVM holds: one for each file and device, loaded once, whatever the number
 * of tasks.
 *
 * <p>They stay loaded between tasks and are closed by {@link #closeAll()}, at the latest when the
 * JVM ends.
 */
public final class DjlProbes {
  private static final Map<Key, DjlProbe> LOADED = new ConcurrentHashMap<>();
  private static final Map<ComputeDevice, DeviceTurn> TURNS = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(DjlProbes::closeAll, "heatmill-close-models"));
  }

  private record Key(OpenedModel model, ComputeDevice device) {}

  private DjlProbes() {}

  /**
   * The probe for an opened model, which callers must not close; loads it unless this JVM already
   * has.
   *
   * @throws io.github.heatmill.model.ModelRunException if the device is missing or the engine
   *     refuses the file
   */
  public static Probe probe(OpenedModel model, ComputeDevice device) {
    return probe(model, device, () -> {});
  }

  /**
   * As {@link #probe(OpenedModel, ComputeDevice)}.
   *
   * @param whenLoaded called if it was this call that loaded it
   */
  public static Probe probe(OpenedModel model, ComputeDevice device, Runnable whenLoaded) {
    return LOADED.computeIfAbsent(
        new Key(model, device),
        key -> {
          DjlNetwork network = DjlNetwork.load(model.file(), device);
          DjlProbe loaded = new DjlProbe(network, model.layers(), model.output(), turn(device));
          whenLoaded.run();
          return loaded;
        });
  }

  /**
   * Loads a model for one use, whether or not this JVM holds it, and frees it afterwards. So nobody
   * else loses a network that is in use.
   *
   * @throws io.github.heatmill.model.ModelRunException if the engine refuses the file
   */
  public static <T> T once(OpenedModel model, Function<Probe, T> use) {
    ComputeDevice device = ComputeDevice.cpu();
    DjlNetwork network = DjlNetwork.load(model.file(), device);
    try (DjlProbe probe = new DjlProbe(network, model.layers(), model.output(), turn(device))) {
      return use.apply(probe);
    }
  }

  private static DeviceTurn turn(ComputeDevice device) {
    return TURNS.computeIfAbsent(device, DeviceTurn::of);
  }

  /** Frees one network, as soon as no call uses it. */
  public static void close(OpenedModel model, ComputeDevice device) {
    close(new Key(model, device));
  }

  /** The number of networks that this JVM holds. */
  public static int loaded() {
    return LOADED.size();
  }

  /** Frees all networks, each as soon as no call uses it. */
  public static void closeAll() {
    LOADED.keySet().forEach(DjlProbes::close);
  }

  /** Frees the networks whose files are below a folder, each as soon as no call uses it. */
  public static void closeAllIn(Path folder) {
    LOADED.keySet().stream()
        .filter(key -> key.model().file().startsWith(folder))
        .forEach(DjlProbes::close);
  }

  private static void close(Key key) {
    Optional.ofNullable(LOADED.remove(key)).ifPresent(DjlProbe::close);
  }
}
