package io.github.heatmill.udf.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads in a thread of its own and gives up after a time, so that a file that never answers cannot
 * stop a task. Such a thread is left alone, because nothing ends a call that hangs in the operating
 * system. While {@link #MOST_HANGING} hang, nothing more is read.
 */
final class TimedReading {
  /** The largest number of threads that are left alone at a time. */
  static final int MOST_HANGING = 16;

  /** The setting of Hadoop with the largest time that reading a file may take, such as 60s. */
  static final String TIMEOUT = "heatmill.read.timeout";

  private static final Duration DEFAULT = Duration.ofSeconds(60);

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "heatmill-read");
            thread.setDaemon(true);
            return thread;
          });

  private static final AtomicInteger HANGING = new AtomicInteger();

  private TimedReading() {}

  /** The largest time that reading a file may take. */
  static Duration limit(Configuration hadoop) {
    return Duration.ofMillis(
        hadoop.getTimeDuration(
            TIMEOUT, DEFAULT.toSeconds(), TimeUnit.SECONDS, TimeUnit.MILLISECONDS));
  }

  /**
   * The result of reading something.
   *
   * @throws IOException if reading fails or takes longer, or if too many other files hang
   */
  static <T> T within(Duration limit, Callable<T> reading) throws IOException {
    if (HANGING.get() >= MOST_HANGING) {
      throw new IOException(
          "File is not opened, because "
              + MOST_HANGING
              + " others have not answered (check their file system, then use --retry-errors)");
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    AtomicInteger ended = new AtomicInteger();
    Future<T> future =
        THREADS.submit(
            () -> {
              Thread.currentThread().setContextClassLoader(loader); // Finds file systems.
              try {
                return reading.call();
              } finally {
                countOnce(ended);
              }
            });
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      abandon(ended);
      throw new IOException(
          "File was not read within "
              + limit.toMillis() / 1000.0
              + " s (spark.hadoop."
              + TIMEOUT
              + " sets the limit)",
          e);
    } catch (InterruptedException e) {
      abandon(ended);
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("Reading was interrupted").initCause(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static void abandon(AtomicInteger ended) {
    HANGING.incrementAndGet();
    countOnce(ended);
  }

  /** Of the end of a reading and its being left alone, the later one takes it from the count. */
  private static void countOnce(AtomicInteger ended) {
    if (ended.getAndIncrement() > 0) {
      HANGING.decrementAndGet();
    }
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof IOException known) {
      return known;
    }
    if (cause instanceof RuntimeException known) {
      throw known;
    }
    if (cause instanceof Error known) {
      throw known;
    }
    return new IOException(cause);
  }
}
