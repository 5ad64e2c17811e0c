package io.github.heatmill.metric.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.metric.scoring.ScoringBatch.ImageFacts;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several metrics of several images at once. */
class ScorerTest extends OnSummingNetwork {
  private static final float[] RED = rows(1, 0.5, 0.25, 0);
  private static final float[] OTHER = rows(0, 0.25, 0.5, 1);

  @Test
  void chanceIsMeasuredOnceForEachResolution() {
    ScoringSession session =
        new ScoringSession(
            scorer(Chance.MEASURED, "average_drop"), network.scoringBatch(RED, OTHER));

    session.scores(maps(2), again -> maps(2));
    assertThat(network.calls()).extracting(List::size).containsExactly(2, 2);
    session.scores(maps(2), again -> maps(2));
    assertThat(network.calls()).extracting(List::size).containsExactly(2, 2, 2);
    Tensor small = Tensor.of(new float[] {1, 0, 2, 1}, 2, 1, 2);
    session.scores(small, again -> small);
    assertThat(network.calls()).extracting(List::size).containsExactly(2, 2, 2, 2, 2);
  }

  @Test
  void aRandomMapIsAsGoodAsChance() {
    ScoringBatch scoringBatch = network.scoringBatch(RED);
    Tensor noise = Noise.uniform(scoringBatch.images().get(0).seed(), 4, 4).reshape(1, 4, 4);
    Scores scores =
        new ScoringSession(
                scorer(Chance.MEASURED, "deletion", "insertion", "average_drop", "road", "adcc"),
                scoringBatch)
            .scores(noise, again -> noise)
            .get(0);

    assertThat(scores.chance()).isNotEmpty();
    scores
        .chance()
        .forEach((name, value) -> assertThat(scores.values()).containsEntry(name, value));
    assertThat(scores.values()).containsKey("adcc");
    assertThat(scores.chance())
        .doesNotContainKey("adcc"); // This metric does not depend on the prediction.
  }

  @Test
  void aRandomMapIsNotComparedWithItself() {
    ScoringBatch scoringBatch =
        network.scoringBatch(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    Tensor noise = Noise.uniform(scoringBatch.images().get(0).seed(), 4, 4).reshape(1, 4, 4);
    Scores scores =
        new ScoringSession(scorer(Chance.LEFT_OUT, "counterfactual"), scoringBatch)
            .scores(noise, again -> noise)
            .get(0);
    assertThat(scores.values().get("counterfactual_random"))
        .isNotEqualTo(scores.values().get("counterfactual_removed"));
  }

  @Test
  void mapsWithoutMeaningHaveNoNumbersAndCostNothing() {
    Tensor maps = maps(3);
    maps.values()[3] = Float.NaN;
    for (int i = 16; i < 32; i++) {
      maps.values()[i] = 7;
    }
    List<Scores> scores =
        new ScoringSession(
                scorer(Chance.LEFT_OUT, "average_drop", "coherency"),
                network.scoringBatch(RED, OTHER, RED))
            .scores(maps, again -> maps(3));

    assertThat(scores.subList(0, 2)).containsOnly(Scores.NONE);
    assertThat(scores.get(2).values()).containsOnlyKeys("average_drop", "coherency");
    assertThat(network.calls().get(0)).hasSize(1);
  }

  @Test
  void mapsWithoutMeaningHaveNoChanceEither() {
    Tensor flat = Tensor.zeros(1, 4, 4);
    assertThat(
            new ScoringSession(scorer(Chance.MEASURED, "average_drop"), network.scoringBatch(RED))
                .scores(flat, again -> flat))
        .containsExactly(Scores.NONE);
  }

  /** Eight columns 0 1 0 1 ...: each of four pixels is the mean of a 0 and a 1. */
  @Test
  void mapsThatAreConstantOnceEnlargedHaveNoNumbers() {
    Tensor striped = Tensor.zeros(1, 8, 8);
    for (int i = 0; i < striped.size(); i++) {
      striped.values()[i] = i % 2;
    }
    for (Chance chance : Chance.values()) {
      assertThat(
              new ScoringSession(
                      scorer(chance, "deletion", "complexity", "coherency"),
                      network.scoringBatch(RED))
                  .scores(striped, again -> maps(1)))
          .containsExactly(Scores.NONE);
    }
  }

  @Test
  void undefinedNumbersAreMissing() {
    ScoringBatch scoringBatch = network.scoringBatch(RED);
    ImageFacts certain = new ImageFacts(1, 1, Optional.empty());
    ScoringBatch sure =
        new ScoringBatch(scoringBatch.input(), List.of(certain), scoringBatch.network());

    Scores scores =
        new ScoringSession(
                scorer(Chance.MEASURED, "average_drop", "average_increase", "average_gain"), sure)
            .scores(maps(1), again -> maps(1))
            .get(0);

    assertThat(scores.values()).containsOnlyKeys("average_drop");
    assertThat(scores.chance()).containsOnlyKeys("average_drop");
  }

  @Test
  void curvesAreKeptOnRequest() {
    List<Metric> metrics = List.of(Metrics.metric("deletion"), Metrics.metric("road"));
    Scorer dropping = new Scorer(metrics, Chance.LEFT_OUT, Curves.DROPPED);
    Scorer keeping = new Scorer(metrics, Chance.LEFT_OUT, Curves.KEPT);
    ScoringBatch scoringBatch = network.scoringBatch(RED);

    assertThat(
            new ScoringSession(dropping, scoringBatch)
                .scores(maps(1), again -> maps(1))
                .get(0)
                .curves())
        .isEmpty();
    assertThat(
            new ScoringSession(keeping, scoringBatch)
                .scores(maps(1), again -> maps(1))
                .get(0)
                .curves())
        .containsOnlyKeys("deletion", "road_lerf", "road_morf");
  }

  @Test
  void theMethodSeesEachImageThroughItsMap() {
    List<Tensor> seen = new ArrayList<>();
    new ScoringSession(scorer(Chance.LEFT_OUT, "coherency"), network.scoringBatch(RED, OTHER))
        .scores(
            maps(2),
            again -> {
              seen.add(again.batch().images());
              assertThat(again.targets()).containsExactly(0, 0);
              return maps(2);
            });

    // The map i is scaled to i / 15.
    for (int i = 0; i < 16; i++) {
      assertThat(seen.get(0).values()[i]).isEqualTo(RED[i] * (i / 15f));
      assertThat(seen.get(0).values()[48 + i]).isEqualTo(OTHER[i] * (i / 15f));
    }
  }

  @Test
  void onlySomeMetricsAskTheNetwork() {
    assertThat(Scorer.NONE.asksNetwork()).isFalse();
    assertThat(scorer(Chance.LEFT_OUT, "complexity", "pointing_game").asksNetwork()).isFalse();
    assertThat(scorer(Chance.LEFT_OUT, "complexity", "coherency").asksNetwork()).isTrue();
    assertThat(scorer(Chance.LEFT_OUT, "road").asksNetwork()).isTrue();
  }

  private static Scorer scorer(Chance chance, String... ids) {
    return new Scorer(Stream.of(ids).map(Metrics::metric).toList(), chance, Curves.DROPPED);
  }

  /** Maps that count the pixels: i at pixel i. */
  private static Tensor maps(int count) {
    Tensor maps = Tensor.zeros(count, 4, 4);
    for (int i = 0; i < maps.size(); i++) {
      maps.values()[i] = i % 16;
    }
    return maps;
  }
}
