package io.github.heatmill.job.input;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Cuts a list of files into tasks. A task has whole batches, so that only the last task needs
 * padding. Tasks have equal numbers of images, but fewer if the files are large. Spark packs the
 * files of a table in the same way.
 *
 * @param batch images in one forward pass, above 0
 * @param cores that work at once, above 0
 */
public record TaskPacking(int batch, int cores) {
  /** Enough tasks for cores to end together, and few enough for little padding. */
  public static final int TASKS_PER_CORE = 16;

  private static final int MOST_IMAGES = 512;

  /** For smaller tasks, the start of a task costs more than better balance gains. */
  private static final long LEAST_BYTES = 4L << 20;

  /** Spark's own bound for a task that reads files. */
  private static final long MOST_BYTES = 128L << 20;

  /** The images of the largest task, where files are small. */
  public int most(int files) {
    return Math.max(1, Math.min(files / (cores * TASKS_PER_CORE), MOST_IMAGES) / batch) * batch;
  }

  /**
   * The ends of the tasks: the first task is from 0 to the first end, exclusively, and so on.
   *
   * @param lengths of the files in bytes, in the order of the images; 0 where one is unknown
   * @return rising numbers, the last of which is the number of files; empty for no files
   */
  int[] ends(long[] lengths) {
    int tasks = cores * TASKS_PER_CORE;
    int most = most(lengths.length);
    long share = LongStream.of(lengths).sum() / tasks;
    long bytes = Math.max(LEAST_BYTES, Math.min(share, MOST_BYTES));
    IntStream.Builder ends = IntStream.builder();
    int start = 0;
    long held = 0;
    for (int at = 0; at < lengths.length; at += batch) {
      int next = Math.min(at + batch, lengths.length);
      long more = Arrays.stream(lengths, at, next).sum();
      if (at > start && (next - start > most || held + more > bytes)) {
        ends.add(at);
        start = at;
        held = 0;
      }
      held += more;
    }
    return lengths.length == 0 ? new int[0] : ends.add(lengths.length).build().toArray();
  }
}
