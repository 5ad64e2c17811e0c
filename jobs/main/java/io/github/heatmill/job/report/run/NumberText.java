package io.github.heatmill.job.report.run;

import java.util.Locale;

/** Numbers as sentences and facts write them. */
public final class NumberText {
  private static final String UNKNOWN = "-";

  private NumberText() {}

  /** Three decimals; {@code -} where it is missing. */
  public static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : UNKNOWN;
  }

  /** A percentage of 0 to 1; {@code -} where it is missing. */
  public static String share(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : UNKNOWN;
  }

  /** With thousands apart, and the noun in the plural where that is due. */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
