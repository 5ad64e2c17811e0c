package io.github.heatmill.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The results for many inputs, each with a deadline.
 *
 * @param slowestMillis the longest that one took
 * @param largestBytes the most that one allocated
 */
public record Trials(long slowestMillis, long largestBytes) {
  private static final int DEADLINE_SECONDS = 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** One input. */
  @FunctionalInterface
  public interface Trial {
    /** Ends normally where the input is taken, or refused as it should be. */
    void run(int number) throws Exception;
  }

  /**
   * Runs them one after the other.
   *
   * @throws AssertionError naming the first that fails, runs out of memory, or does not end
   */
  public static Trials run(int count, Trial trial) {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    Trials worst = new Trials(0, 0);
    try {
      for (int i = 0; i < count; i++) {
        int number = i;
        Future<Trials> result = worker.submit(() -> measured(trial, number));
        worst = worst.worse(result.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
      }
      System.out.println(count + " inputs: " + worst);
      return worst;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("Not done in " + DEADLINE_SECONDS + " s", e);
    } finally {
      worker.shutdownNow();
    }
  }

  private static Trials measured(Trial trial, int number) {
    long thread = Thread.currentThread().getId();
    long start = System.nanoTime();
    long before = THREADS.getThreadAllocatedBytes(thread);
    try {
      trial.run(number);
    } catch (Throwable e) { // Catches errors, too, because the test looks for them.
      throw new AssertionError("Input " + number + ": " + e, e);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    return new Trials(millis, THREADS.getThreadAllocatedBytes(thread) - before);
  }

  private Trials worse(Trials other) {
    return new Trials(
        Math.max(slowestMillis, other.slowestMillis), Math.max(largestBytes, other.largestBytes));
  }
}
