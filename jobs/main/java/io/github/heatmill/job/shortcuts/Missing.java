package io.github.heatmill.job.shortcuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a search for shortcuts could not take into account, and what would add it. */
final class Missing {

  private Missing() {}

  /** A sentence for each. */
  static List<String> of(ShortcutsPlan plan, Findings findings) {
    if (findings.counts().maps() == 0) {
      return List.of(
          "No map of %s at %s says where evidence lies (heatmill sql shows the status of each)"
              .formatted(plan.chosen().method(), plan.chosen().layer()));
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
    if (plan.network().model().isEmpty()) {
      missing.add("Masking: " + plan.network().missing());
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
