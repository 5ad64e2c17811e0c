package io.github.heatmill.job.shortcuts.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cluster with its rank and verdict.
 *
 * @param rank the rank, from 1
 * @param effect the effect of masking its place; empty if it was not masked
 */
public record RankedCluster(
    Cluster cluster, int rank, Optional<MaskingEffect> effect, Verdict verdict) {

  /**
   * The suspicion score, 0 to 1: the mean of those of these numbers that are known: the share of
   * the evidence beside the object, its share at the border, purity, separation, and the
   * probability that is lost by masking.
   */
  public static double score(Cluster cluster, Optional<MaskingEffect> effect) {
    return DoubleStream.of(
            cluster.means().outside(),
            cluster.means().borderMass(),
            cluster.place().purity(),
            cluster.means().separation(),
            effect.map(e -> Math.max(0, e.lost())).orElse(Double.NaN))
        .filter(part -> !Double.isNaN(part))
        .average()
        .orElse(0);
  }

  public double score() {
    return score(cluster, effect);
  }

  public boolean isFlagged() {
    return verdict.isFlagged();
  }

  /** A cluster before it is ranked. */
  public record Judged(Cluster cluster, Optional<MaskingEffect> effect, Verdict verdict) {
    private double score() {
      return RankedCluster.score(cluster, effect);
    }
  }

  /**
   * Ranks clusters: flagged ones first, then those that are large enough, then those that were
   * masked. Clusters that are equal in this are ranked by their scores.
   */
  public static List<RankedCluster> of(Stream<Judged> judged) {
    List<Judged> sorted =
        judged
            .sorted(
                Comparator.comparing((Judged each) -> !each.verdict.isFlagged())
                    .thenComparing(each -> !each.verdict.isLarge())
                    .thenComparing(each -> each.effect.isEmpty())
                    .thenComparing(each -> -each.score())
                    .thenComparing(each -> each.cluster.key().target())
                    .thenComparing(each -> each.cluster.key().number()))
            .toList();
    return IntStream.range(0, sorted.size())
        .mapToObj(
            i -> {
              Judged each = sorted.get(i);
              return new RankedCluster(each.cluster, i + 1, each.effect, each.verdict);
            })
        .toList();
  }
}
