package io.github.heatmill.job.shortcuts.verdict;

import java.util.Optional;

/**
 * The verdict on a cluster, which is flagged if all four conditions hold.
 *
 * @param isLarge whether it has enough images
 * @param isOffObject whether the share of its evidence on the object is less than twice that of
 *     random maps; without random maps, whether it is less than half; without boxes, whether the
 *     share at the border is at least that of evenly spread evidence
 * @param isItsOwn whether the evidence of other classes is elsewhere; true if there are none
 * @param isUsed whether masking its place lowers the probability more than masking the mirror
 *     images of the place: by the threshold on average, and by more than 0 with 95 % confidence;
 *     true if it was not masked
 */
public record Verdict(boolean isLarge, boolean isOffObject, boolean isItsOwn, boolean isUsed) {
  /**
   * The area of the outer tenth on each side, as in the column border_mass: 1 - (1 - 2 * 0.1)^2.
   */
  static final double EVEN_BORDER_MASS = 0.36;

  private static final double TIMES_CHANCE = 2;

  public static Verdict of(Cluster cluster, Optional<MaskingEffect> effect, Thresholds thresholds) {
    double purity = cluster.place().purity();
    return new Verdict(
        cluster.size() >= thresholds.size(),
        isOffObject(cluster.means()),
        Double.isNaN(purity) || purity >= thresholds.purity(),
        effect.map(e -> e.lost() >= thresholds.drop() && e.low() > 0).orElse(true));
  }

  private static boolean isOffObject(Cluster.Means means) {
    if (Double.isNaN(means.outside())) {
      return means.borderMass() >= EVEN_BORDER_MASS;
    }
    if (Double.isNaN(means.outsideChance())) {
      return means.outside() > 0.5;
    }
    return 1 - means.outside() < TIMES_CHANCE * (1 - means.outsideChance());
  }

  boolean isFlagged() {
    return isLarge && isOffObject && isItsOwn && isUsed;
  }
}
