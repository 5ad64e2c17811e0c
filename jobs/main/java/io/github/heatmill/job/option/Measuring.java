package io.github.heatmill.job.option;

import io.github.heatmill.job.annotation.AnnotationChoice;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.udf.request.ScoringSpec;
import java.util.List;

/**
 * How a run measures maps.
 *
 * @param scoring what executors do
 * @param annotations the ground truth that they are handed
 * @param places where it comes from, as the user named it
 */
public record Measuring(ScoringSpec scoring, AnnotationChoice annotations, List<String> places) {

  /** Nothing is measured. */
  static Measuring nothing() {
    ScoringSpec none = ScoringSpec.none();
    return new Measuring(none, new AnnotationChoice(none.annotations(), List.of()), List.of());
  }

  public List<Metric> metrics() {
    return scoring.scorer().metrics();
  }
}
