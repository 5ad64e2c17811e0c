package io.github.heatmill.job.output;

import io.github.heatmill.job.problem.PieceFailedException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Runs several Spark jobs at the same time. */
final class ParallelWrites {
  private ParallelWrites() {}

  /**
   * Runs all jobs and returns when they are done.
   *
   * @throws RuntimeException the exception of the first job that failed
   */
  static void run(Runnable... actions) {
    // New threads inherit the job group and the description of this thread.
    ExecutorService threads = Executors.newFixedThreadPool(actions.length);
    try {
      List<Callable<Object>> tasks = Stream.of(actions).map(Executors::callable).toList();
      for (Future<Object> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw PieceFailedException.of(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PieceFailedException.of(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
