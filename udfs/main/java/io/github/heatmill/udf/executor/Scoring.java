package io.github.heatmill.udf.executor;

import io.github.heatmill.metric.Scorer;
import java.io.Serializable;

/**
 * How maps are measured.
 *
 * @param scorer with which metrics
 * @param annotations where ground truth comes from
 */
public record Scoring(Scorer scorer, AnnotationSources annotations) implements Serializable {

  /** Nothing is measured. */
  public static Scoring none() {
    return new Scoring(Scorer.NONE, AnnotationSources.none());
  }
}
