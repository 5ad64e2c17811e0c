package io.github.heatmill.job.plan;

import io.github.heatmill.job.input.PieceSize;

/**
 * The pieces and tasks into which {@code explain} cuts a run.
 *
 * @param piece the images that are committed together
 * @param task the images of one task
 * @param cores the cores of all executors
 */
public record Tasks(long piece, long task, int cores) {
  /** The number of tasks of all images. */
  public long number(long images) {
    return Math.max(1, (images + task - 1) / task);
  }

  /**
   * The number of files of each table: in a piece, one for each core, or one for each task if there
   * are fewer tasks.
   */
  public long files(long images) {
    long files = 0;
    long size = Math.min(piece, cores * task);
    for (long left = images; left > 0; left -= size) {
      size = files == 0 ? size : Math.min(piece, PieceSize.LARGEST_GROWTH * size);
      files += Math.min(cores, number(Math.min(size, left)));
    }
    return files;
  }
}
