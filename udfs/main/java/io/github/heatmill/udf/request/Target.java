package io.github.heatmill.udf.request;

import io.github.heatmill.model.Batch;
import java.io.Serializable;
import java.util.OptionalInt;

/**
 * The rule that chooses the class to explain in each image.
 *
 * @param index the class of {@link Kind#FIXED}
 */
public record Target(Kind kind, int index) implements Serializable {

  /** The ways to choose a class. */
  public enum Kind {
    /** The class with the highest logit. */
    PREDICTED,
    /** The image's label. */
    LABEL,
    /** The same class for all images. */
    FIXED
  }

  public static Target predicted() {
    return new Target(Kind.PREDICTED, Batch.PREDICTED);
  }

  public static Target label() {
    return new Target(Kind.LABEL, Batch.PREDICTED);
  }

  /** The class with this index. */
  public static Target fixed(int index) {
    return new Target(Kind.FIXED, index);
  }

  /**
   * The class to explain, or {@link Batch#PREDICTED}.
   *
   * @param label the class of the image's label; empty if it is unknown
   * @return empty if the rule needs the label and it is unknown
   */
  public OptionalInt classOf(OptionalInt label) {
    return switch (kind) {
      case PREDICTED -> OptionalInt.of(Batch.PREDICTED);
      case FIXED -> OptionalInt.of(index);
      case LABEL -> label;
    };
  }

  /** The form on the command line: {@code predicted}, {@code label}, or the index. */
  @Override
  public String toString() {
    return kind == Kind.FIXED
        ? Integer.toString(index)
        : kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
