package io.github.heatmill.job.shortcuts;

import static java.util.stream.Collectors.joining;

import io.github.heatmill.job.shortcuts.Findings.Counts;
import java.util.List;
import java.util.Locale;

/** What a search for shortcuts says in the terminal. */
record ShortcutsText(ShortcutsPlan plan, Findings findings) {
  private static final int SHOWN = 3;

  String text(double seconds) {
    Counts counts = findings.counts();
    return String.format(
            Locale.ROOT,
            "%nMaps     %,d in %,d classes, %d of them too small to be grouped, in %.1f s%n"
                + "Clusters %,d, %d flagged%n",
            counts.maps(),
            counts.classes(),
            counts.small(),
            seconds,
            findings.ranked().size(),
            findings.flagged().size())
        + missing().stream().map(line -> "Missing  " + line + "\n").collect(joining())
        + findings.ranked().stream().limit(SHOWN).map(ShortcutsText::line).collect(joining())
        + "Page     "
        + plan.places().output().path(ShortcutsOutput.PAGE)
        + "\n";
  }

  private static String line(Ranked ranked) {
    return String.format(
        "%-8s %s%n",
        ranked.isFlagged() ? "Flagged" : "No. " + ranked.rank(), ClusterWords.sentence(ranked));
  }

  /** What could not be taken into account, and what would add it. */
  private List<String> missing() {
    return Missing.of(plan, findings);
  }
}
