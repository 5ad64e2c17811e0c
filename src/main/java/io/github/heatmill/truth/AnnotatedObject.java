package io.github.heatmill.truth;

import java.io.Serializable;

/**
 * One annotated object of an image.
 *
 * @param label its label in the dataset; empty if it has none
 * @param outline where it is, in pixels of the upright source image
 * @param kind whether it counts
 */
public record AnnotatedObject(String label, Outline outline, Kind kind) implements Serializable {

  /** Whether an object counts in metrics. */
  public enum Kind {
    /** The object counts. */
    NORMAL,
    /** Hard to recognise, or a border where annotators could not tell; does not count. */
    DIFFICULT,
    /** Many objects drawn as one; does not count. */
    CROWD
  }
}
