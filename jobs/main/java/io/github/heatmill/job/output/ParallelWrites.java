package io.github.heatmill.job.output;

import io.github.heatmill.job.problem.PieceFailedException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Actions of Spark that do not wait for each other. */
final class ParallelWrites {
  private ParallelWrites() {}

  /**
   * Runs all of them and returns when they are done.
   *
   * @throws RuntimeException what the first that failed has thrown
   */
  static void run(Runnable... actions) {
    // New threads, for these inherit what Spark knows of this one: its job group and description.
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
