package io.github.heatmill.job.run;

import io.github.heatmill.job.annotation.AnnotationChoice;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.scoring.Scorer;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.udf.request.ScoringSpec;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The settings of the measurement of maps.
 *
 * @param metrics ids of metrics, with options; {@code all} for every metric that can be measured
 * @param annotations ground truth, each as a kind, a colon and a path, such as {@code coco:FILE}
 * @param chance whether a random map of each image is measured too
 * @param curves whether the curves of metrics that are areas or means of a curve are kept
 */
public record MetricSettings(
    List<String> metrics, List<String> annotations, Chance chance, Curves curves) {

  public MetricSettings {
    metrics = List.copyOf(metrics);
    annotations = List.copyOf(annotations);
  }

  /** No metrics. */
  public static MetricSettings none() {
    return of(List.of());
  }

  /** Metrics that are compared with random maps, without ground truth and curves. */
  public static MetricSettings of(List<String> metrics) {
    return new MetricSettings(metrics, List.of(), Chance.MEASURED, Curves.DROPPED);
  }

  public MetricSettings withAnnotations(List<String> sources) {
    return new MetricSettings(metrics, sources, chance, curves);
  }

  public MetricSettings withoutChance() {
    return new MetricSettings(metrics, annotations, Chance.LEFT_OUT, curves);
  }

  public MetricSettings withCurves() {
    return new MetricSettings(metrics, annotations, chance, Curves.KEPT);
  }

  /** Opens the ground truth and looks the metrics up; problems are collected. */
  public Measuring open(Configuration hadoop, Problems problems) {
    AnnotationChoice choice = AnnotationChoice.of(annotations, hadoop, problems);
    List<Metric> chosen = new MetricChoice(!annotations.isEmpty()).of(metrics, problems);
    Scorer scorer = new Scorer(chosen, chance, curves);
    return new Measuring(new ScoringSpec(scorer, choice.sources()), choice, annotations);
  }
}
