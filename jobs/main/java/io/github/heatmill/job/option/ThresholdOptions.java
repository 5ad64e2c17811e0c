package io.github.heatmill.job.option;

import io.github.heatmill.job.shortcuts.verdict.Thresholds;
import picocli.CommandLine.Option;

/** Options for {@link Thresholds}. */
public final class ThresholdOptions {
  @Option(
      names = "--min-size",
      paramLabel = "N",
      defaultValue = "" + Thresholds.DEFAULT_SIZE,
      description = "Smallest cluster that is flagged, in images (default: ${DEFAULT-VALUE}).")
  int size;

  @Option(
      names = "--min-purity",
      paramLabel = "SHARE",
      defaultValue = "" + Thresholds.DEFAULT_PURITY,
      description =
          "How much of the evidence at a flagged cluster's place must be its own, where the other classes'"
              + " counts as much in all; 0.75 is three times as much as theirs (default: ${DEFAULT-VALUE}).")
  double purity;

  @Option(
      names = "--min-drop",
      paramLabel = "P",
      defaultValue = "" + Thresholds.DEFAULT_DROP,
      description =
          "How much more of the class's probability must be lost with a flagged cluster's place masked than with"
              + " its mirror images masked (default: ${DEFAULT-VALUE}).")
  double drop;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "" + Thresholds.DEFAULT_SAMPLE,
      description =
          "Images of each of the top clusters that the network is asked about again, with places masked; 0: none"
              + " (default: ${DEFAULT-VALUE}).")
  int sample;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "" + Thresholds.DEFAULT_TOP,
      description = "How many clusters are masked, and drawn (default: ${DEFAULT-VALUE}).")
  int top;

  public Thresholds thresholds() {
    return new Thresholds(size, purity, drop, sample, top);
  }
}
