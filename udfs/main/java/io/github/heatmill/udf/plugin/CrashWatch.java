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
 * Tells the driver what a task is about to do, so that it is known should the process end over it:
 * a decoder or a network in native code can do that. For one task.
 *
 * <p>A task's first attempt says nothing and costs nothing; only where one was lost do the next
 * ones say, before each step, with which images. With four attempts a task (Spark's {@code
 * spark.task.maxFailures}) two images that end the process on decoding are survived, or one that
 * does so in the network: there the batch is found first and the image then.
 *
 * <p>Nothing is watched where Spark runs without {@link CrashPlugin}.
 */
public final class CrashWatch {
  /** Set by Spark's plugin, which has no other way to the tasks of its process. */
  private static final AtomicReference<PluginContext> DRIVER = new AtomicReference<>();

  /** A suspected image is worked on while nothing else is that could be to blame. */
  private static final ReadWriteLock TURNS = new ReentrantReadWriteLock(true /* fair */);

  private final Optional<PluginContext> driver;
  private final String task;
  private final Map<String, String> known;

  private CrashWatch(Optional<PluginContext> driver, String task) {
    this.driver = driver;
    this.task = task;
    this.known = driver.map(connected -> asked(connected, task)).orElse(Map.of());
  }

  /** A step that may fail in one way. */
  public interface Step<T, E extends Exception> {
    /** Does it. */
    T done() throws E;
  }

  /** That of the task that asks. */
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

  /** The stage at which an image ended an earlier attempt's process; empty if it did not. */
  public Optional<String> endedAt(String image) {
    return Optional.ofNullable(known.get(image))
        .filter(stage -> !stage.equals(CrashLedger.SUSPECT));
  }

  /** Whether an image must be worked on alone, since it may have ended a process. */
  public boolean suspects(String image) {
    return CrashLedger.SUSPECT.equals(known.get(image));
  }

  /** Does a step with some images under watch. */
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
          CrashPlugin.start(task, new Work(driver.get().executorID(), stage, images)));
      return step.done();
    } finally {
      tell(driver.get(), CrashPlugin.stop(task));
      turn.unlock();
    }
  }

  private static Map<String, String> asked(PluginContext driver, String task) {
    Map<String, String> known = new HashMap<>();
    ((Map<?, ?>) ask(driver, CrashPlugin.begin(task)))
        .forEach((image, stage) -> known.put((String) image, (String) stage));
    return known;
  }

  /** Waits for the answer: a message still on its way would end with the process. */
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

  /** Does not wait, so that it also works for a task that is being interrupted. */
  private static void tell(PluginContext driver, String[] message) {
    try {
      driver.send(message);
    } catch (IOException e) {
      throw new IllegalStateException("Driver cannot be reached: " + e.getMessage(), e);
    }
  }
}
