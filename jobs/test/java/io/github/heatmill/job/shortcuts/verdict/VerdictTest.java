package io.github.heatmill.job.shortcuts.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.job.shortcuts.verdict.Cluster.Key;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Means;
import io.github.heatmill.job.shortcuts.verdict.Cluster.Place;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final double UNKNOWN = Double.NaN;
  private static final Thresholds THRESHOLDS = new Thresholds(5, 0.75, 0.1, 32, 20);

  private static Cluster cluster(long size, double[] outside, double border, double purity) {
    Means means = new Means(outside[0], outside[1], border, 1, 1, UNKNOWN, 1);
    Place place = new Place(Tensor.zeros(1, 1), 0.1, purity, 0.1, 0.9);
    return new Cluster("jug", new Key(3, 1), size, 1, means, place);
  }

  private static boolean isFlagged(Cluster cluster) {
    return Verdict.of(cluster, Optional.empty(), THRESHOLDS).isFlagged();
  }

  private static double[] outside(double share, double chance) {
    return new double[] {share, chance};
  }

  @Test
  void evidenceOnTheObjectIsComparedWithChance() {
    // 0.35 of the evidence on objects of 0.2 of the area: not twice as much.
    assertThat(isFlagged(cluster(5, outside(0.65, 0.8), 0, 0.9))).isTrue();
    // On objects of 0.1 of the area it is more than three times as much.
    assertThat(isFlagged(cluster(5, outside(0.65, 0.9), 1, 0.9))).isFalse();
    assertThat(isFlagged(cluster(5, outside(0.51, UNKNOWN), 0, 0.9))).isTrue();
    assertThat(isFlagged(cluster(5, outside(0.5, UNKNOWN), 1, 0.9))).isFalse();
  }

  @Test
  void withoutBoxesTheBorderCounts() {
    assertThat(isFlagged(cluster(5, outside(UNKNOWN, UNKNOWN), 0.36, 0.9))).isTrue();
    assertThat(isFlagged(cluster(5, outside(UNKNOWN, UNKNOWN), 0.35, 0.9))).isFalse();
  }

  @Test
  void fewImagesOrAPlaceOfOthersAreNotFlagged() {
    assertThat(isFlagged(cluster(4, outside(0.8, 0.8), 0.5, 0.9))).isFalse();
    assertThat(isFlagged(cluster(5, outside(0.8, 0.8), 0.5, 0.74))).isFalse();
    assertThat(isFlagged(cluster(5, outside(0.8, 0.8), 0.5, UNKNOWN))).isTrue();
  }

  @Test
  void maskingMustTakeMoreThanElsewhere() {
    Cluster cluster = cluster(5, outside(0.8, 0.8), 0.5, 0.9);
    assertThat(isFlagged(cluster, image(0.9, 0.5, 0.9), image(0.9, 0.6, 0.8))).isTrue();
    // As much is lost elsewhere.
    assertThat(isFlagged(cluster, image(0.9, 0.5, 0.5), image(0.9, 0.6, 0.6))).isFalse();
    // 0.4 more on average, but of 0 and 0.8: by chance, perhaps.
    assertThat(isFlagged(cluster, image(0.9, 0.9, 0.9), image(0.9, 0.1, 0.9))).isFalse();
    // One image says nothing of others.
    assertThat(isFlagged(cluster, image(0.9, 0.1, 0.9))).isFalse();
  }

  private static boolean isFlagged(Cluster cluster, MaskingEffect.Image... images) {
    Optional<MaskingEffect> effect = Optional.of(MaskingEffect.of(List.of(images)));
    return Verdict.of(cluster, effect, THRESHOLDS).isFlagged();
  }

  private static MaskingEffect.Image image(double clean, double masked, double control) {
    return new MaskingEffect.Image(clean, masked, control);
  }

  @Test
  void anEffectIsTheMeanOverImagesWithItsInterval() {
    MaskingEffect effect = MaskingEffect.of(List.of(image(1, 0.4, 0.8), image(0.8, 0.2, 0.8)));

    assertThat(effect.clean()).isCloseTo(0.9, within(1e-12));
    // Lost: 0.4 and 0.6. Mean 0.5, standard deviation sqrt(0.02), over sqrt(2): 0.1.
    assertThat(effect.lost()).isCloseTo(0.5, within(1e-12));
    assertThat(effect.low()).isCloseTo(0.5 - 1.96 * 0.1, within(1e-12));
  }

  @Test
  void theScoreIsTheMeanOfWhatIsKnown() {
    Cluster all = cluster(5, outside(0.8, 0.8), 0.5, 0.9);
    Optional<MaskingEffect> effect = Optional.of(MaskingEffect.of(List.of(image(1, 0.4, 1))));
    // (0.8 + 0.5 + 0.9 + 0.6) / 4: separation is unknown.
    assertThat(RankedCluster.score(all, effect)).isCloseTo(0.7, within(1e-12));
    Cluster some = cluster(5, outside(UNKNOWN, UNKNOWN), 0.5, 0.9);
    assertThat(RankedCluster.score(some, Optional.empty())).isCloseTo(0.7, within(1e-12));
  }
}
