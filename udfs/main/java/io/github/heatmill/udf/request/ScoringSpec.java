package io.github.heatmill.udf.request;

import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.udf.annotation.AnnotationSources;
import java.io.Serializable;

/**
 * The metrics that measure maps, and their ground truth.
 *
 * @param scorer the metrics
 * @param annotations the sources of ground truth
 */
public record ScoringSpec(Scorer scorer, AnnotationSources annotations) implements Serializable {

  /** No metrics. */
  public static ScoringSpec none() {
    return new ScoringSpec(Scorer.NONE, AnnotationSources.none());
  }
}
