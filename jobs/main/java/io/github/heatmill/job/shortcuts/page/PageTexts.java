package io.github.heatmill.job.shortcuts.page;

import io.github.heatmill.job.shortcuts.verdict.Thresholds;
import io.github.heatmill.job.shortcuts.verdict.Verdict;
import io.github.heatmill.report.block.Block;
import io.github.heatmill.report.block.Text;
import java.util.List;
import java.util.Locale;

/** The texts of the page on the method of the search. */
final class PageTexts {

  private static final String CLUSTERS =
      "Maps are pooled to 7 x 7 cells, brought to unit length, and reduced to the principal components that hold 99 % of"
          + " their variance. The maps of each explained class are then divided by k-means into 2 to 5 clusters, whichever"
          + " has the highest mean silhouette; they stay one cluster if that is below 0.25, or if two centres would show"
          + " nearly the same place (a cosine above 0.9). This follows spectral relevance analysis (Lapuschkin et al.,"
          + " Unmasking Clever Hans predictors, 2019), with k-means in place of spectral clustering.";

  private static final String NUMBERS =
      "The place of a cluster is the smallest part of the image that holds half of the evidence of its mean map. Purity is"
          + " p / (p + q), where p is the share of the cluster's evidence at that place, and q that of all other classes:"
          + " 0.5 where they look there as much, 1 where they never do. Lost when masked is how much lower the probability"
          + " of the class is with that place imputed from its surroundings than with its mirror images imputed, on average"
          + " over up to %d images. Score is the mean of what is known of beside the object, at the border, purity,"
          + " separation, and lost when masked.";

  private static final String RULE =
      "A cluster is flagged if all of this holds: it has at least %d images; less than twice as much of its evidence is on the"
          + " object as of a random map's (where that was not measured, more of it lies beside the object than on it;"
          + " without boxes, at least 36 %% of it lies in the outer tenth of the image on each side, as if it were spread"
          + " evenly); its purity is at least %.2f; and masking its place takes at least %.2f more than masking its mirror"
          + " images, and more than nothing with 95 %% confidence. What is not known is not asked.";

  private static final String LIMITS =
      "A flagged cluster is a suspicion, to be settled by looking at its images and at what they have in common. Evidence on"
          + " the background may be a fair hint, and a shortcut on the object itself is not found here.";

  private PageTexts() {}

  /** Says that a cluster is flagged, or names the first condition that it does not meet. */
  static String verdict(Verdict verdict) {
    if (!verdict.isLarge()) {
      return "few images";
    }
    if (!verdict.isOffObject()) {
      return "on the object";
    }
    if (!verdict.isItsOwn()) {
      return "as in other classes";
    }
    return verdict.isUsed() ? "flagged" : "masking takes little";
  }

  /** Explains the numbers and their limits. */
  static List<Block> method(Thresholds thresholds) {
    return List.of(
        new Text(CLUSTERS),
        new Text(NUMBERS.formatted(thresholds.sample())),
        new Text(rule(thresholds)),
        new Text(LIMITS));
  }

  private static String rule(Thresholds thresholds) {
    return String.format(
        Locale.ROOT, RULE, thresholds.size(), thresholds.purity(), thresholds.drop());
  }
}
