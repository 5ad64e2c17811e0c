package io.github.heatmill.job.session;

import io.github.heatmill.job.session.ProgressListener.Pass;
import io.github.heatmill.job.session.ProgressListener.Progress;
import io.github.heatmill.udf.plugin.RunCounters;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;

/** Reports the progress of one pass to a listener, every five seconds until it is stopped. */
public final class PassProgress {
  private static final int SECONDS_BETWEEN_REPORTS = 5;

  private static final AtomicReference<PassProgress> LATEST = new AtomicReference<>();

  private final ProgressListener listener;
  private final Pass pass;
  private final RunCounters counters;
  private final long start = System.nanoTime();
  private final long imagesBefore;
  private final long errorsBefore;
  private final LiveCounts live;
  private final SparkContext spark = SparkContext.getOrCreate();
  private long most;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heatmill-progress");
            thread.setDaemon(true);
            return thread;
          });

  private PassProgress(ProgressListener listener, Pass pass, RunCounters counters) {
    this.listener = listener;
    this.pass = pass;
    this.counters = counters;
    this.imagesBefore = counters.images().value();
    this.errorsBefore = counters.errors().value();
    this.live = new LiveCounts(counters.images(), counters.errors());
  }

  /** Starts to report. */
  public static PassProgress start(ProgressListener listener, Pass pass, RunCounters counters) {
    PassProgress progress = new PassProgress(listener, pass, counters);
    LATEST.set(progress);
    progress.spark.addSparkListener(progress.live);
    progress.timer.scheduleAtFixedRate(
        progress::report, SECONDS_BETWEEN_REPORTS, SECONDS_BETWEEN_REPORTS, TimeUnit.SECONDS);
    return progress;
  }

  /** How far the latest pass of this process has come, such as {@code 12 of 24 images}. */
  public static Optional<String> latest() {
    return Optional.ofNullable(LATEST.get())
        .map(
            latest -> {
              String expected =
                  latest.pass.expected().isPresent()
                      ? String.format(Locale.ROOT, " of %,d", latest.pass.expected().getAsLong())
                      : "";
              return String.format(Locale.ROOT, "%,d%s images", latest.images(), expected);
            });
  }

  private void report() {
    double seconds = (System.nanoTime() - start) / 1e9;
    long errors = counters.errors().value() - errorsBefore + live.errors();
    listener.imagesProcessed(new Progress(pass, images(), errors, seconds));
  }

  private synchronized void onlyOfEndedTasks() {
    live.clear();
    most = 0;
  }

  /** Never less than before: a task that failed is counted again when Spark tries it again. */
  private synchronized long images() {
    most = Math.max(most, counters.images().value() - imagesBefore + live.images());
    return most;
  }

  /** Reports the final numbers, unless there was nothing to do. */
  public void stop() {
    timer.shutdownNow();
    spark.removeSparkListener(live);
    onlyOfEndedTasks();
    if (images() > 0 || pass.expected().orElse(1) > 0) {
      report();
    }
  }
}
