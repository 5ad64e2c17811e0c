package io.github.heatmill.job.support;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what other processes do. */
public final class Until {
  private static final Duration POLL = Duration.ofMillis(3);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Until() {}

  /** Waits until there is something; gives it. */
  public static <T> T found(String what, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Nothing after " + PATIENCE.toMinutes() + " minutes: " + what);
      }
      LockSupport.parkNanos(POLL.toNanos());
      found = look.get();
    }
    return found.get();
  }
}
