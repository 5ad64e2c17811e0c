package io.github.heatmill.registry;

import java.io.Serializable;

/**
 * A number that users may set, as in {@code info-cam:beta=20}.
 *
 * @param name as users write it
 * @param standard the default value
 * @param least the smallest value allowed
 * @param most the largest value allowed
 * @param whole whether it must be a whole number
 * @param meaning a description in one line
 */
public record Setting(
    String name, double standard, double least, double most, boolean whole, String meaning)
    implements Serializable {

  /** A setting that may be any number of a range. */
  public static Setting number(
      String name, double standard, double least, double most, String meaning) {
    return new Setting(name, standard, least, most, false /* whole */, meaning);
  }

  /** A setting that must be a whole number of a range. */
  public static Setting count(String name, int standard, int least, int most, String meaning) {
    return new Setting(name, standard, least, most, true /* whole */, meaning);
  }

  /** A value as users write it: without a fraction of zero. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it is no number, or not allowed
   */
  double read(String of, String text) {
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most && (!whole || value == Math.rint(value))) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the rule.
    }
    throw new IllegalArgumentException(
        String.format(
            "Invalid %s of %s: %s (must be a %s of %s to %s)",
            name, of, text, whole ? "whole number" : "number", text(least), text(most)));
  }
}
