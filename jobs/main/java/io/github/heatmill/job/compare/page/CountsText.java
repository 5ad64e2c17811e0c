package io.github.heatmill.job.compare.page;

import io.github.heatmill.job.compare.pair.Change;
import io.github.heatmill.job.compare.pair.ComparedRuns;
import io.github.heatmill.job.compare.table.ChangeSummary;
import io.github.heatmill.job.compare.table.SummaryColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The counts of a comparison in words, for the terminal and the page. */
public record CountsText(ComparedRuns runs, ChangeSummary summary) {

  public String images() {
    return format(
        "%,d matched, paired %s; %,d failed in one or both; %,d only in the baseline, %,d only in the candidate",
        count(SummaryColumns.MATCHED),
        runs.matching().text(),
        count("failed"),
        count("only_in_baseline"),
        count("only_in_candidate"));
  }

  public String maps() {
    return format("%,d pairs compared", count(SummaryColumns.MAPS))
        + some("%,d of maps of two sizes, the smaller resized", SummaryColumns.RESIZED)
        + some("%,d of images of other pixels", SummaryColumns.OTHER_PIXELS)
        + some("%,d names of several images left out", SummaryColumns.AMBIGUOUS);
  }

  private String some(String format, String name) {
    return count(name) == 0 ? "" : "; " + format(format, count(name));
  }

  public String otherEvidence() {
    return format(
        "%,d of %,d pairs (same prediction, rank correlation below %s)",
        count(SummaryColumns.OTHER_EVIDENCE),
        count(SummaryColumns.MAPS),
        runs.matching().agreement());
  }

  /** Sentences on data that is missing or differs between the runs. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    if (!runs.pairing().leftOut().isEmpty()) {
      notices.add("Not compared: " + String.join("; ", runs.pairing().leftOut()) + ".");
    }
    if (runs.byTarget()) {
      notices.add(
          "Several classes of an image are explained: maps are paired by class, and a class that"
              + " only one run explained in an image is left out.");
    }
    notices.addAll(runs.metrics().notices());
    if (Double.isNaN(summary.number("mean_" + Change.ON_OBJECT))) {
      notices.add(
          "Nothing is said about objects: an image must have ground truth in both runs (--annotations).");
    }
    if (Double.isNaN(summary.number("mean_" + Change.ACCURACY))) {
      notices.add(
          "Nothing is said about accuracy: an image must have a label in both runs (--labels).");
    }
    if (count(SummaryColumns.OTHER_PIXELS) > 0) {
      notices.add(
          runs.sameInput()
              ? "Some files changed between the runs: their networks saw other pixels under the same name."
              : "The networks see images in two ways (size, crop or colours), so that maps may differ for that alone.");
    }
    if (count(SummaryColumns.RESIZED) > 0) {
      notices.add(
          "Some maps differ in size: before they are compared, the smaller one is resized to the larger (bilinear).");
    }
    return List.copyOf(notices);
  }

  private long count(String name) {
    return summary.count(name);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
