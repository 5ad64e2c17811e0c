package io.github.heatmill.job.option;

import io.github.heatmill.job.annotation.AnnotationChoice;
import io.github.heatmill.job.annotation.AnnotationOptions;
import io.github.heatmill.job.problem.Problems;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Scorer;
import io.github.heatmill.metric.Scorer.Chance;
import io.github.heatmill.metric.Scorer.Curves;
import io.github.heatmill.udf.request.ScoringSpec;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How maps are measured. */
public final class MetricOptions {
  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "ID[:OPTION...]",
      description =
          "What to measure of each map. heatmill metrics lists the metrics with their options. "
              + "all: every metric; without --annotations, every one that needs no ground truth.")
  public List<String> metrics = List.of();

  @Mixin public AnnotationOptions annotations = new AnnotationOptions();

  @Option(
      names = "--curves",
      description =
          "Keep the curves of metrics that are areas or means of one, in the column curves.")
  boolean curves;

  @Option(
      names = "--no-chance",
      description =
          "Leave out the random map of each image, with which numbers are compared. "
              + "It costs the network as much as the maps of one more method.")
  boolean withoutChance;

  /** Reads the options; what is wrong is noted. */
  public Measuring measuring(Configuration hadoop, Problems problems) {
    return measuring(annotations.annotations, hadoop, problems);
  }

  /** As {@link #measuring(Configuration, Problems)}, with other places for the ground truth. */
  public Measuring measuring(List<String> places, Configuration hadoop, Problems problems) {
    AnnotationChoice choice = AnnotationChoice.of(places, hadoop, problems);
    List<Metric> chosen = new MetricChoice(!places.isEmpty()).of(metrics, problems);
    Scorer scorer =
        new Scorer(
            chosen,
            withoutChance ? Chance.LEFT_OUT : Chance.MEASURED,
            curves ? Curves.KEPT : Curves.DROPPED);
    return new Measuring(new ScoringSpec(scorer, choice.sources()), choice, List.copyOf(places));
  }
}
