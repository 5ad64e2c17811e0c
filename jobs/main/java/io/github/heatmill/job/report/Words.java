package io.github.heatmill.job.report;

import java.util.Locale;

/** Numbers as sentences and facts write them. */
final class Words {
  private static final String UNKNOWN = "-";

  private Words() {}

  /** Three decimals; {@code -} where it is missing. */
  static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : UNKNOWN;
  }

  /** A percentage of 0 to 1; {@code -} where it is missing. */
  static String share(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : UNKNOWN;
  }

  /** With thousands apart, and the noun in the plural where that is due. */
  static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
