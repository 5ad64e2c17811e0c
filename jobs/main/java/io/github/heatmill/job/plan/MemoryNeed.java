package io.github.heatmill.job.plan;

/**
 * What an executor needs beside its Java heap.
 *
 * @param loaded bytes held when the network is loaded and no task runs
 * @param peak bytes held at most while one task runs
 */
public record MemoryNeed(long loaded, long peak) {
  private static final long STEP = 256L << 20;

  /** Images of other sizes, and allocators that keep what they have freed. */
  private static final double MARGIN = 1.25;

  /**
   * Bytes for {@code spark.executor.memoryOverhead}, in steps of 256 MiB: one task's peak, and its
   * growth again for each other core.
   */
  public long overhead(int cores) {
    long task = Math.max(0, peak - loaded);
    double bytes = MARGIN * (peak + (cores - 1) * task);
    return (long) Math.ceil(bytes / STEP) * STEP;
  }
}
