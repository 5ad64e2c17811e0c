package io.github.heatmill.job.option;

import io.github.heatmill.job.run.MetricSettings;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that name the measurements of maps. */
public final class MetricOptions {
  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "ID[:OPTION...]",
      description =
          "What to measure of each map. heatmill metrics lists the metrics with their options. "
              + "all: every metric; without --annotations, every one that needs no ground truth.")
  List<String> metrics = List.of();

  @Option(
      names = "--annotations",
      paramLabel = "KIND:PATH",
      description =
          "Ground truth, which localisation metrics need: voc:DIR (XML of Pascal VOC), coco:FILE"
              + " (JSON), masks:DIR (PNG), csv:FILE (boxes, also ImageNet's LOC_*_solution.csv)."
              + " Given several times, an image has the objects of all. Maps of a finished run are"
              + " measured against the run's own unless it is given.")
  List<String> annotations = List.of();

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

  /** The settings that the options name. */
  public MetricSettings settings() {
    return new MetricSettings(
        metrics,
        annotations,
        withoutChance ? Chance.LEFT_OUT : Chance.MEASURED,
        curves ? Curves.KEPT : Curves.DROPPED);
  }
}
