package io.github.heatmill.job.plan.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Watches the memory that this process uses in addition to its Java heap, in bytes. */
public final class NativeMemory implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KILO = 1024;
  private static final int MILLISECONDS_BETWEEN_LOOKS = 50;

  private final AtomicLong peak = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heatmill-memory");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * The memory that an executor needs in addition to its Java heap.
   *
   * @param loaded bytes in use when the network is loaded and no task runs
   * @param peak the most bytes in use while one task runs
   */
  public record Need(long loaded, long peak) {
    private static final long STEP = 256L << 20;

    /** For images of other sizes, and for allocators that keep freed memory. */
    private static final double MARGIN = 1.25;

    /**
     * Bytes for {@code spark.executor.memoryOverhead}, in steps of 256 MiB: one task's peak, and
     * its growth again for each other core.
     */
    public long overhead(int cores) {
      long task = Math.max(0, peak - loaded);
      double bytes = MARGIN * (peak + (cores - 1) * task);
      return (long) Math.ceil(bytes / STEP) * STEP;
    }
  }

  /** Starts to watch. */
  public NativeMemory() {
    timer.scheduleAtFixedRate(
        () -> now().ifPresent(held -> peak.accumulateAndGet(held, Math::max)),
        0,
        MILLISECONDS_BETWEEN_LOOKS,
        TimeUnit.MILLISECONDS);
  }

  /** The memory in use now; empty if the system does not report it. */
  public static OptionalLong now() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
          .map(resident -> Math.max(0, resident - heap))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most memory in use since the start; 0 if the system does not report it. */
  public long peak() {
    return peak.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
