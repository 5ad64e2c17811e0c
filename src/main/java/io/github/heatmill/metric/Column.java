package io.github.heatmill.metric;

import java.io.Serializable;

/**
 * One number that a metric gives: a field of the column {@code metrics}.
 *
 * @param name the field, such as {@code deletion}: lower case and underscores, for SQL
 * @param better which end of the range is the good one
 * @param least the lower bound of its range
 * @param most the upper bound of its range; may be infinite
 */
public record Column(String name, Better better, double least, double most)
    implements Serializable {

  /** Which end of a range is the good one. */
  public enum Better {
    /** Larger is better. */
    HIGHER,
    /** Smaller is better. */
    LOWER,
    /** Neither: it says something else. */
    NEITHER;

    /** As lists write it. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A number whose larger values are better. */
  public static Column higher(String name, double least, double most) {
    return new Column(name, Better.HIGHER, least, most);
  }

  /** A number whose smaller values are better. */
  public static Column lower(String name, double least, double most) {
    return new Column(name, Better.LOWER, least, most);
  }

  /** A number that says neither good nor bad. */
  public static Column neither(String name, double least, double most) {
    return new Column(name, Better.NEITHER, least, most);
  }

  /**
   * Whether a value is better than what chance gives: strictly, and never where it says neither.
   */
  public boolean isBetter(double value, double chance) {
    return switch (better) {
      case HIGHER -> value > chance;
      case LOWER -> value < chance;
      case NEITHER -> false;
    };
  }
}
