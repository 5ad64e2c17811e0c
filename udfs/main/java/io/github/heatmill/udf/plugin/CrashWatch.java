package io.github.heatmill.udf.plugin;

import io.github.heatmill.udf.plugin.CrashLedger.Work;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.PluginContext;

/**
 * Tells the driver which images a task is about to work on. If the executor process then ends, for
 * example in the native code of a decoder or of a network, the driver knows the images. One object
 * serves one task.
 *
 * <p>The first attempt of a task sends no messages. Only if an attempt was lost do the next ones
 * send the names of the images before each step. With four attempts per task (Spark's {@code
 * spark.task.maxFailures}) a task survives two images that end the process while they are decoded,
 * or one that ends it in the network, because there the batch must be found before the image.
 *
 * <p>It does nothing if Spark runs without the plugin {@code CrashPlugin}.
 */
public final class CrashWatch {
  /** Set by the plugin, which has no other way to pass it to the tasks of its process. */
  private static final AtomicReference<PluginContext> DRIVER = new AtomicReference<>();

  /** A suspected image holds the write lock, so that no other image can be the cause. */
  private static final ReadWriteLock TURNS = new ReentrantReadWriteLock(true /* fair */);

  private final Optional<PluginContext> driver;
  private final String task;
  private final Map<String, String> known;

  private CrashWatch(Optional<PluginContext> driver, String task) {
    this.driver = driver;
    this.task = task;
    this.known = driver.map(connected -> asked(connected, task)).orElse(Map.of());
  }

  /** A step that may throw one kind of exception. */
  public interface Step<T, E extends Exception> {
    /** Runs the step. */
    T done() throws E;
  }

  /** The watch of the calling task. */
  public static CrashWatch ofTask() {
    Optional<TaskContext> again =
        Optional.ofNullable(TaskContext.get()).filter(task -> task.attemptNumber() > 0);
    return new CrashWatch(
        again.flatMap(task -> Optional.ofNullable(DRIVER.get())),
        again
            .map(t -> t.stageId() + "." + t.stageAttemptNumber() + "." + t.partitionId())
            .orElse(""));
  }

  static void connect(PluginContext context) {
    DRIVER.set(context);
  }

  static void disconnect() {
    DRIVER.set(null);
  }

  /** The stage at which an image ended the process of an earlier attempt; empty if it did not. */
  public Optional<String> endedAt(String image) {
    return Optional.ofNullable(known.get(image))
        .filter(stage -> !stage.equals(CrashLedger.SUSPECT));
  }

  /** Whether an image must be processed alone, because it may have ended a process. */
  public boolean suspects(String image) {
    return CrashLedger.SUSPECT.equals(known.get(image));
  }

  /** Runs a step with some images while the driver knows about it. */
  public <T, E extends Exception> T during(String stage, List<String> images, Step<T, E> step)
      throws E {
    if (driver.isEmpty()) {
      return step.done();
    }
    Lock turn = images.stream().anyMatch(this::suspects) ? TURNS.writeLock() : TURNS.readLock();
    turn.lock();
    try {
      ask(
          driver.get(),
          CrashMessage.start(task, new Work(driver.get().executorID(), stage, images)));
      return step.done();
    } finally {
      tell(driver.get(), CrashMessage.stop(task));
      turn.unlock();
    }
  }

  private static Map<String, String> asked(PluginContext driver, String task) {
    Map<String, String> known = new HashMap<>();
    ((Map<?, ?>) ask(driver, CrashMessage.begin(task)))
        .forEach((image, stage) -> known.put((String) image, (String) stage));
    return known;
  }

  /** Waits for the answer: an undelivered message would be lost with the process. */
  private static Object ask(PluginContext driver, String[] message) {
    try {
      return driver.ask(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Task was interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException("Driver does not answer: " + e.getMessage(), e);
    }
  }

  /** Does not wait, so that it also works in a task that is being interrupted. */
  private static void tell(PluginContext driver, String[] message) {
    try {
      driver.send(message);
    } catch (IOException e) {
      throw new IllegalStateException("Driver cannot be reached: " + e.getMessage(), e);
    }
  }
}
