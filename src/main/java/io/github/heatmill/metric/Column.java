package io.github.heatmill.metric;

import java.io.Serializable;

/**
 * A number that a metric computes: a field of the column {@code metrics}.
 *
 * @param name the field, such as {@code deletion}: lower case and underscores, for SQL
 * @param better whether higher or lower values are better
 * @param least the lower bound of its range
 * @param most the upper bound of its range; may be infinite
 */
public record Column(String name, Better better, double least, double most)
    implements Serializable {

  /** Whether higher or lower values are better. */
  public enum Better {
    /** Larger is better. */
    HIGHER,
    /** Smaller is better. */
    LOWER,
    /** Neither: the number is informative only. */
    NEITHER;

    /** The name in lists. */
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

  /** A number for which neither higher nor lower values are better. */
  public static Column neither(String name, double least, double most) {
    return new Column(name, Better.NEITHER, least, most);
  }

  /**
   * Whether a value is strictly better than the value at chance. Never true for a number that is
   * informative only.
   */
  public boolean isBetter(double value, double chance) {
    return switch (better) {
      case HIGHER -> value > chance;
      case LOWER -> value < chance;
      case NEITHER -> false;
    };
  }
}
