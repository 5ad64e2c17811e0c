package io.github.heatmill.job.text;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.shortcuts.ShortcutsPlan;
import io.github.heatmill.job.shortcuts.ShortcutsResult;
import io.github.heatmill.job.shortcuts.page.ClusterText;
import io.github.heatmill.job.shortcuts.verdict.RankedCluster;
import io.github.heatmill.job.shortcuts.verdict.SearchFindings.Counts;
import java.util.Locale;

/** Formats what {@code heatmill shortcuts} prints. */
public final class ShortcutsText {
  private static final int SHOWN = 3;

  private ShortcutsText() {}

  /** The lines before the job starts. */
  public static String of(ShortcutsPlan plan) {
    return String.format(
        "Run      %s%nMaps     %s%nMasking  %s%n",
        plan.run().folder(),
        plan.maps().text(),
        plan.model()
            .saved()
            .map(model -> images(plan) + "; the network from " + model.source())
            .orElse("left out: " + plan.model().missing()));
  }

  private static String images(ShortcutsPlan plan) {
    return plan.thresholds().sample() + " images of each of the top " + plan.thresholds().top();
  }

  /** The lines after the job. */
  public static String of(ShortcutsResult result) {
    Counts counts = result.counts();
    return String.format(
            Locale.ROOT,
            "%nMaps     %,d in %,d classes, %d of them too small to be grouped, in %.1f s%n"
                + "Clusters %,d, %d flagged%n",
            counts.maps(),
            counts.classes(),
            counts.small(),
            result.seconds(),
            result.clusters().size(),
            result.flagged().size())
        + result.missing().stream().map(line -> "Missing  " + line + "\n").collect(joining())
        + result.clusters().stream().limit(SHOWN).map(ShortcutsText::line).collect(joining())
        + "Page     "
        + result.page()
        + "\n";
  }

  private static String line(RankedCluster ranked) {
    return String.format(
        "%-8s %s%n",
        ranked.isFlagged() ? "Flagged" : "No. " + ranked.rank(), ClusterText.sentence(ranked));
  }
}
