package io.github.heatmill.job.shortcuts.page;

import io.github.heatmill.job.shortcuts.verdict.Cluster;
import io.github.heatmill.job.shortcuts.verdict.RankedCluster;
import java.util.Locale;

/** Describes clusters in words. */
public final class ClusterText {
  private static final double THIRD = 1 / 3.0;

  private ClusterText() {}

  /** The place of the evidence, such as {@code bottom left}. */
  static String where(Cluster.Place place) {
    String down = place.y() < THIRD ? "top" : place.y() > 1 - THIRD ? "bottom" : "";
    String across = place.x() < THIRD ? "left" : place.x() > 1 - THIRD ? "right" : "";
    String both = (down + " " + across).strip();
    return both.isEmpty() ? "middle" : both;
  }

  /** Describes a cluster in one sentence. */
  public static String sentence(RankedCluster ranked) {
    Cluster cluster = ranked.cluster();
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "%s, cluster %d: %,d images (%s of the class) with evidence at the %s of the image",
            cluster.name(),
            cluster.key().number(),
            cluster.size(),
            percent(cluster.share()),
            where(cluster.place())));
    if (!Double.isNaN(cluster.means().outside())) {
      text.append(format(", %s of it beside the object", percent(cluster.means().outside())));
    }
    text.append(format(", %s at the border", percent(cluster.means().borderMass())));
    ranked
        .effect()
        .ifPresent(
            effect ->
                text.append(
                    format(
                        "; masking that place takes the class's probability from %.2f to %.2f, masking its mirror"
                            + " images to %.2f",
                        effect.clean(), effect.masked(), effect.control())));
    return text.append(".").toString();
  }

  static String percent(double share) {
    return format("%.0f %%", 100 * share);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
