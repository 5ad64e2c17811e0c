package io.github.heatmill.job;

import io.github.heatmill.udf.RunCounters;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints how far a run is, every few seconds, until it is stopped. */
final class Progress {
  private static final int SECONDS_BETWEEN_LINES = 5;

  private final PrintStream out;
  private final long expected;
  private final RunCounters counters;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heatmill-progress");
            thread.setDaemon(true);
            return thread;
          });

  private Progress(PrintStream out, long expected, RunCounters counters) {
    this.out = out;
    this.expected = expected;
    this.counters = counters;
  }

  static Progress start(PrintStream out, long expected, RunCounters counters) {
    Progress progress = new Progress(out, expected, counters);
    progress.timer.scheduleAtFixedRate(
        progress::print, SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LINES, TimeUnit.SECONDS);
    return progress;
  }

  private void print() {
    double seconds = (System.nanoTime() - start) / 1e9;
    out.println(line(counters.images().value(), counters.errors().value(), expected, seconds));
  }

  /**
   * One line.
   *
   * @param done images that have an outcome, errors among them
   */
  static String line(long done, long errors, long expected, double seconds) {
    double rate = done / seconds;
    String left = done == 0 ? "?" : duration((expected - done) / rate);
    return String.format(
        Locale.ROOT,
        "%,d of %,d images  %.1f images/s  %,d errors  %s left",
        Math.min(done, expected),
        expected,
        rate,
        errors,
        left);
  }

  private static String duration(double seconds) {
    long rounded = Math.max(0, Math.round(seconds));
    return rounded < 60
        ? rounded + " s"
        : rounded < 3600
            ? rounded / 60 + " min " + rounded % 60 + " s"
            : rounded / 3600 + " h " + rounded % 3600 / 60 + " min";
  }

  /** The last line, with the final numbers. */
  void stop() {
    timer.shutdownNow();
    print();
  }
}
