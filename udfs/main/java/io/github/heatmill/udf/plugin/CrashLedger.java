package io.github.heatmill.udf.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the driver remembers of tasks that are tried again, and which images it finds out to end
 * processes.
 *
 * <p>A task that begins again while it still counts as working has lost its process. If nothing
 * else was being worked on there, and it worked on one image, it was that image. Else all that was
 * worked on there is suspected, and each suspect is given a process of its own for a while: the
 * next loss is certain. So an innocent image is never blamed for its neighbours, only for a process
 * that ended by chance while it was the only one.
 */
public final class CrashLedger {
  /** Stands for the stage of an image that may or may not end processes. */
  static final String SUSPECT = "suspect";

  private final Map<String, Work> working = new HashMap<>();
  private final Map<String, Map<String, String>> known = new HashMap<>();

  /**
   * Something that a task is doing.
   *
   * @param process in which
   * @param stage the step: the one that an image's error names
   * @param images with which images
   */
  public record Work(String process, String stage, List<String> images) {}

  /** What is known of the images of a task that is tried again: stage or {@link #SUSPECT}. */
  public synchronized Map<String, String> begin(String task) {
    Work last = working.get(task);
    if (last != null) {
      accuse(last.process());
    }
    return Map.copyOf(known.getOrDefault(task, Map.of()));
  }

  public synchronized void start(String task, Work work) {
    working.put(task, work);
  }

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
