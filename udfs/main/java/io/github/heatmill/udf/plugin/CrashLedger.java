package io.github.heatmill.udf.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The driver's record of tasks that Spark tries again. It finds the images that end processes.
 *
 * <p>A task that begins again while it still counts as working has lost its process. If the process
 * worked on a single image, that image is the cause. Otherwise all images in the process are
 * suspects, and from then on each suspect is processed alone, so the next loss is certain. An image
 * is therefore never blamed for other images, only for a process that ended by chance while it
 * processed that image alone.
 */
public final class CrashLedger {
  /** Replaces the stage of an image that may or may not end processes. */
  static final String SUSPECT = "suspect";

  private final Map<String, Work> working = new HashMap<>();
  private final Map<String, Map<String, String>> known = new HashMap<>();

  /**
   * The current step of a task.
   *
   * @param process the executor process
   * @param stage the stage that the error of an image will name
   * @param images the images in this step
   */
  public record Work(String process, String stage, List<String> images) {}

  /** Starts a task; returns the stage, or {@link #SUSPECT}, of each image that is known. */
  public synchronized Map<String, String> begin(String task) {
    Work last = working.get(task);
    if (last != null) {
      accuse(last.process());
    }
    return Map.copyOf(known.getOrDefault(task, Map.of()));
  }

  /** Records that a task starts a step. */
  public synchronized void start(String task, Work work) {
    working.put(task, work);
  }

  /** Records that a task has finished its step. */
  public synchronized void stop(String task) {
    working.remove(task);
  }

  private void accuse(String process) {
    List<String> tasks =
        working.entrySet().stream()
            .filter(entry -> entry.getValue().process().equals(process))
            .map(Map.Entry::getKey)
            .toList();
    for (String task : tasks) {
      Work last = working.remove(task);
      boolean certain = tasks.size() == 1 && last.images().size() == 1;
      Map<String, String> images = known.computeIfAbsent(task, key -> new HashMap<>());
      last.images().forEach(image -> images.put(image, certain ? last.stage() : SUSPECT));
    }
  }
}
