package io.github.heatmill.job.console;

import io.github.heatmill.job.session.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints the progress of a job, one line for each report.
 *
 * @param out where the lines go
 */
public record ProgressText(PrintStream out) implements ProgressListener {

  @Override
  public void stepStarted(String step) {
    out.println(step);
  }

  @Override
  public void noticed(String note) {
    out.println("Note: " + note + ".");
  }

  @Override
  public void imagesProcessed(Progress progress) {
    out.println(line(progress));
  }

  static String line(Progress progress) {
    Pass pass = progress.pass();
    double rate = progress.images() / progress.seconds();
    if (progress.images() == 0 && pass.expected().orElse(1) > 0) {
      return String.format(
          Locale.ROOT,
          "%s0 %simages  %s with the network and the first batch",
          pass.name(),
          pass.expected().isPresent()
              ? String.format(Locale.ROOT, "of %,d ", pass.expected().getAsLong())
              : "",
          duration(progress.seconds()));
    }
    if (pass.expected().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "%s%,d images  %.1f images/s  %,d errors",
          pass.name(),
          progress.images(),
          rate,
          progress.errors());
    }
    long all = pass.expected().getAsLong();
    return String.format(
        Locale.ROOT,
        "%s%,d of %,d images  %.1f images/s  %,d errors  %s left",
        pass.name(),
        Math.min(progress.images(), all),
        all,
        rate,
        progress.errors(),
        progress.images() == 0 ? "?" : duration((all - progress.images()) / rate));
  }

  /** A duration as people write it, such as {@code 3 min 5 s}. */
  public static String duration(double seconds) {
    long rounded = Math.max(0, Math.round(seconds));
    return rounded < 60
        ? rounded + " s"
        : rounded < 3600
            ? rounded / 60 + " min " + rounded % 60 + " s"
            : rounded / 3600 + " h " + rounded % 3600 / 60 + " min";
  }
}
