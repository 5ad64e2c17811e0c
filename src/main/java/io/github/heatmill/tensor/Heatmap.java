package io.github.heatmill.tensor;

/**
 * A finished map with its range, which tells whether it highlights anything.
 *
 * @param values raw, shape (h, w)
 * @param minimum NaN if any value is
 * @param maximum NaN if any value is
 */
public record Heatmap(Tensor values, double minimum, double maximum) {

  /** Whether a map can be used. */
  public enum Status {
    /** It has a highest place. */
    OK,
    /** All its values are the same: the method highlights no place. */
    FLAT,
    /** Some value is NaN or infinite. */
    NON_FINITE;

    /** The name that tables hold. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Takes the range of a map of shape (h, w). */
  public static Heatmap of(Tensor values) {
    return new Heatmap(values, Ranges.minimum(values), Ranges.maximum(values));
  }

  /** Whether the map can be used. */
  public Status status() {
    if (!Double.isFinite(minimum) || !Double.isFinite(maximum)) {
      return Status.NON_FINITE;
    }
    return minimum == maximum ? Status.FLAT : Status.OK;
  }
}
