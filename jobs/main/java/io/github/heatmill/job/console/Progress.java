package io.github.heatmill.job.console;

import io.github.heatmill.udf.plugin.RunCounters;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints how far a run is, every few seconds, until it is stopped. */
public final class Progress {
  private static final int SECONDS_BETWEEN_LINES = 5;

  private final PrintStream out;
  private final Pass pass;
  private final RunCounters counters;
  private final long start = System.nanoTime();
  private final long imagesBefore;
  private final long errorsBefore;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heatmill-progress");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * One pass over images.
   *
   * @param name what every line begins with; may be empty
   * @param expected the number of images; empty where only reading them tells
   */
  public record Pass(String name, OptionalLong expected) {
    public Pass(String name, long expected) {
      this(name, OptionalLong.of(expected));
    }
  }

  private Progress(PrintStream out, Pass pass, RunCounters counters) {
    this.out = out;
    this.pass = pass;
    this.counters = counters;
    this.imagesBefore = counters.images().value();
    this.errorsBefore = counters.errors().value();
  }

  public static Progress start(PrintStream out, Pass pass, RunCounters counters) {
    Progress progress = new Progress(out, pass, counters);
    progress.timer.scheduleAtFixedRate(
        progress::print, SECONDS_BETWEEN_LINES, SECONDS_BETWEEN_LINES, TimeUnit.SECONDS);
    return progress;
  }

  private void print() {
    double seconds = (System.nanoTime() - start) / 1e9;
    long errors = counters.errors().value() - errorsBefore;
    out.println(line(pass, done(), errors, seconds));
  }

  private long done() {
    return counters.images().value() - imagesBefore;
  }

  /**
   * One line.
   *
   * @param pass the whole
   * @param done images that have an outcome, errors among them
   */
  static String line(Pass pass, long done, long errors, double seconds) {
    double rate = done / seconds;
    if (pass.expected().isEmpty()) {
      return String.format(
          Locale.ROOT, "%s%,d images  %.1f images/s  %,d errors", pass.name(), done, rate, errors);
    }
    long all = pass.expected().getAsLong();
    return String.format(
        Locale.ROOT,
        "%s%,d of %,d images  %.1f images/s  %,d errors  %s left",
        pass.name(),
        Math.min(done, all),
        all,
        rate,
        errors,
        done == 0 ? "?" : duration((all - done) / rate));
  }

  /** For people. */
  public static String duration(double seconds) {
    long rounded = Math.max(0, Math.round(seconds));
    return rounded < 60
        ? rounded + " s"
        : rounded < 3600
            ? rounded / 60 + " min " + rounded % 60 + " s"
            : rounded / 3600 + " h " + rounded % 3600 / 60 + " min";
  }

  /** The last line, with the final numbers, unless there was nothing to do. */
  public void stop() {
    timer.shutdownNow();
    if (done() > 0 || pass.expected().orElse(1) > 0) {
      print();
    }
  }
}
