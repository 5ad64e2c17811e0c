package io.github.heatmill.job.run;

import io.github.heatmill.job.annotation.AnnotationChoice;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.udf.request.ScoringSpec;
import java.util.List;

/**
 * The measurements of a run, checked and with the ground truth opened.
 *
 * @param scoring the part that executors get
 * @param annotations the ground truth that executors get
 * @param places the ground truth as the user named it
 */
public record Measuring(ScoringSpec scoring, AnnotationChoice annotations, List<String> places) {

  public List<Metric> metrics() {
    return scoring.scorer().metrics();
  }
}
