package io.github.heatmill.job.report.run;

import java.util.Locale;

/** Formats numbers for sentences. */
public final class NumberText {
  private static final String UNKNOWN = "-";

  private NumberText() {}

  /** Formats a number with three decimals; {@code -} if it is missing. */
  public static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : UNKNOWN;
  }

  /** Formats a share of 0 to 1 as a percentage; {@code -} if it is missing. */
  public static String share(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : UNKNOWN;
  }

  /** Formats a count with its noun in the singular or plural. */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
