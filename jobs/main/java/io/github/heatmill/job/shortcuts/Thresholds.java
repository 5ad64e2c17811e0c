package io.github.heatmill.job.shortcuts;

import io.github.heatmill.job.problem.Problems;
import picocli.CommandLine.Option;

/**
 * From when on a cluster is flagged, and how many are looked at closely.
 *
 * @param size images that a cluster must have; a class with fewer than twice as many is not divided
 * @param purity share of the evidence at its place that a class must have, 0.5 to 1, if that of all
 *     other classes together counts as much as its own
 * @param drop how much more of the probability masking its place must take than masking others
 * @param sample images of a cluster with which that is found out; 0 leaves it out
 * @param top how many clusters are masked, and drawn
 */
record Thresholds(int size, double purity, double drop, int sample, int top) {

  /** The same as options. */
  static final class Options {
    @Option(
        names = "--min-size",
        paramLabel = "N",
        defaultValue = "5",
        description = "Smallest cluster that is flagged, in images (default: ${DEFAULT-VALUE}).")
    int size;

    @Option(
        names = "--min-purity",
        paramLabel = "SHARE",
        defaultValue = "0.75",
        description =
            "How much of the evidence at a flagged cluster's place must be its own, where the other classes'"
                + " counts as much in all; 0.75 is three times as much as theirs (default: ${DEFAULT-VALUE}).")
    double purity;

    @Option(
        names = "--min-drop",
        paramLabel = "P",
        defaultValue = "0.1",
        description =
            "How much more of the class's probability must be lost with a flagged cluster's place masked than with"
                + " its mirror images masked (default: ${DEFAULT-VALUE}).")
    double drop;

    @Option(
        names = "--sample",
        paramLabel = "N",
        defaultValue = "32",
        description =
            "Images of each of the top clusters that the network is asked about again, with places masked; 0: none"
                + " (default: ${DEFAULT-VALUE}).")
    int sample;

    @Option(
        names = "--top",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many clusters are masked, and drawn (default: ${DEFAULT-VALUE}).")
    int top;

    Thresholds checked(Problems problems) {
      problems.expect(size > 0, "Invalid --min-size: " + size + " (must be > 0)");
      problems.expect(
          purity >= 0.5 && purity <= 1,
          "Invalid --min-purity: " + purity + " (must be 0.5, which is no more than others, to 1)");
      problems.expect(drop >= 0 && drop <= 1, "Invalid --min-drop: " + drop + " (must be 0 to 1)");
      problems.expect(sample >= 0, "Invalid --sample: " + sample + " (must be >= 0)");
      problems.expect(top > 0, "Invalid --top: " + top + " (must be > 0)");
      return new Thresholds(size, purity, drop, sample, top);
    }
  }
}
