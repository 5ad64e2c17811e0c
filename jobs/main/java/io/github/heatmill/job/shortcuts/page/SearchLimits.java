package io.github.heatmill.job.shortcuts.page;

import io.github.heatmill.job.shortcuts.cluster.RunMaps;
import io.github.heatmill.job.shortcuts.verdict.MaskingModel;
import io.github.heatmill.job.shortcuts.verdict.MaskingPass;
import io.github.heatmill.job.shortcuts.verdict.SearchFindings;
import io.github.heatmill.model.output.ValueScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Describes what a search for shortcuts could not take into account, and how to add it. */
public final class SearchLimits {

  private SearchLimits() {}

  /** One sentence for each limit. */
  public static List<String> of(RunMaps maps, MaskingModel model, SearchFindings findings) {
    if (findings.counts().maps() == 0) {
      return List.of(
          "No map of %s says where evidence lies (heatmill sql shows the status of each)"
              .formatted(maps.text()));
    }
    List<String> missing = new ArrayList<>();
    if (!findings.hasBoxes()) {
      missing.add(
          "Boxes of objects: evidence beside them is not known, only at the border (heatmill score --metrics"
              + " energy_pointing_game --annotations adds them)");
    }
    if (!findings.hasOthers()) {
      missing.add("Other classes: whether they have evidence at the same places is not known");
    }
    if (model.saved().isEmpty()) {
      missing.add("Masking: " + model.missing());
    }
    boolean values =
        model.saved().stream().anyMatch(saved -> !saved.card().output().kind().hasProbabilities());
    if (values) {
      missing.add(
          "Probabilities: the network returns values, and "
              + ValueScale.MEASURED
              + " stands for their probability here");
    }
    if (findings.masked().failed() > 0) {
      missing.add(failed(findings.masked()));
    }
    return missing;
  }

  private static String failed(MaskingPass.Masked masked) {
    return String.format(
        Locale.ROOT,
        "Masking of %,d images, such as %s (--images says where they are now)",
        masked.failed(),
        masked.reason());
  }
}
