package io.github.heatmill.job.shortcuts.verdict;

import java.util.Optional;

/**
 * Whether a cluster is flagged: it is, if all four are true.
 *
 * @param isLarge it has enough images
 * @param isOffObject its evidence is less than twice as much on the object as a random map's; where
 *     that was not measured, more of it lies beside the object than on it; without boxes, at least
 *     as much of it lies at the border as if it were spread evenly
 * @param isItsOwn other classes' evidence lies elsewhere; not asked of a single class
 * @param isUsed masking its place takes more of the class's probability than masking the mirror
 *     images of the place, by the threshold on average, and by more than nothing with 95 %
 *     confidence; not asked where it was not tried
 */
public record Verdict(boolean isLarge, boolean isOffObject, boolean isItsOwn, boolean isUsed) {
  /** 1 - (1 - 2 * 0.1)^2: the outer tenth on each side, as the column border_mass has it. */
  static final double EVEN_BORDER_MASS = 0.36;

  private static final double TIMES_CHANCE = 2;

  public static Verdict of(Cluster cluster, Optional<MaskingEffect> effect, Thresholds thresholds) {
    double purity = cluster.place().purity();
    return new Verdict(
        cluster.size() >= thresholds.size(),
        isOffObject(cluster.scores()),
        Double.isNaN(purity) || purity >= thresholds.purity(),
        effect.map(e -> e.lost() >= thresholds.drop() && e.low() > 0).orElse(true));
  }

  private static boolean isOffObject(Cluster.Scores scores) {
    if (Double.isNaN(scores.outside())) {
      return scores.borderMass() >= EVEN_BORDER_MASS;
    }
    if (Double.isNaN(scores.outsideChance())) {
      return scores.outside() > 0.5;
    }
    return 1 - scores.outside() < TIMES_CHANCE * (1 - scores.outsideChance());
  }

  boolean isFlagged() {
    return isLarge && isOffObject && isItsOwn && isUsed;
  }
}
