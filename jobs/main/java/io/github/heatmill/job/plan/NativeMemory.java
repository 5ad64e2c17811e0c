package io.github.heatmill.job.plan;

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

/** Watches what this process holds in memory beyond its Java heap, in bytes. */
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

  /** Starts to watch. */
  public NativeMemory() {
    timer.scheduleAtFixedRate(
        () -> now().ifPresent(held -> peak.accumulateAndGet(held, Math::max)),
        0,
        MILLISECONDS_BETWEEN_LOOKS,
        TimeUnit.MILLISECONDS);
  }

  /** What is held now; empty where the system does not tell. */
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

  /** The most that was held since the start; 0 where the system does not tell. */
  public long peak() {
    return peak.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
