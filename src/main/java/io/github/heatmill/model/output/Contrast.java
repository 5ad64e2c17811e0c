package io.github.heatmill.model.output;

import java.io.Serializable;

/**
 * The difference of the scores of two classes, which is explained in place of a class: y_A - y_B.
 * It is one more score, after those of the classes.
 *
 * @param first the index of A
 * @param second the index of B
 * @param classes the number of classes, which is the index of the difference; 0 for no contrast
 * @param name the name of the difference, such as {@code cat - dog}
 */
public record Contrast(int first, int second, int classes, String name) implements Serializable {
  /** No contrast: classes themselves are explained. */
  public static final Contrast NONE = new Contrast(0, 0, 0, "");

  /** Whether there is a contrast. */
  public boolean isPresent() {
    return classes > 0;
  }
}
