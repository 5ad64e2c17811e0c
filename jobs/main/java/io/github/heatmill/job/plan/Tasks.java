package io.github.heatmill.job.plan;

/**
 * How explain splits a run by itself.
 *
 * @param piece images that are committed together
 * @param task images of one task
 */
public record Tasks(long piece, long task) {

  /** The number of tasks of all images. */
  public long number(long images) {
    return Math.max(1, (images + task - 1) / task);
  }
}
