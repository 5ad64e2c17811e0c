package io.github.heatmill.model.output;

/**
 * What the program text of a network shows of the numbers that it returns.
 *
 * @param last the last operator that gives the numbers their range
 * @param operator its name, such as {@code torch.sigmoid}; empty for {@link Last#OTHER}
 */
public record ProgramEnd(Last last, String operator) {
  /** Nothing is known. */
  public static final ProgramEnd UNKNOWN = new ProgramEnd(Last.OTHER, "");

  /** The last operator that gives the numbers their range; views and casts do not count. */
  public enum Last {
    /** A sigmoid, also a piecewise linear one. */
    SIGMOID,
    /** A limit of values to 0..1. */
    LIMIT,
    SOFTMAX,
    /** The logarithm of a sigmoid. */
    LOG_SIGMOID,
    /** The logarithm of a softmax. */
    LOG_SOFTMAX,
    /** A sigmoid or a softmax that was multiplied or divided by a constant. */
    SCALED,
    OTHER
  }

  /** Whether this is the last operator. */
  public boolean is(Last other) {
    return last == other;
  }

  /** Such as {@code the program ends in torch.sigmoid}. */
  public String text() {
    return "the program ends in " + operator;
  }
}
