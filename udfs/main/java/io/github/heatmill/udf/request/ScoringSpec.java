package io.github.heatmill.udf.request;

import io.github.heatmill.metric.Scorer;
import io.github.heatmill.udf.annotation.AnnotationSources;
import java.io.Serializable;

/**
 * How maps are measured.
 *
 * @param scorer with which metrics
 * @param annotations where ground truth comes from
 */
public record ScoringSpec(Scorer scorer, AnnotationSources annotations) implements Serializable {

  /** Nothing is measured. */
  public static ScoringSpec none() {
    return new ScoringSpec(Scorer.NONE, AnnotationSources.none());
  }
}
