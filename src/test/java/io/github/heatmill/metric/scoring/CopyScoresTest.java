package io.github.heatmill.metric.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Copy;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.scoring.Scorer.Chance;
import io.github.heatmill.metric.scoring.Scorer.Curves;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that metrics share the runs of the network. */
class CopyScoresTest extends OnSummingNetwork {
  private static final float[] RED = rows(1, 0.5, 0.25, 0);
  private static final float[] OTHER = rows(0, 0.25, 0.5, 1);

  @Test
  void equalCopiesAreScoredOnce() {
    Scorer five =
        scorer(
            "average_drop",
            "average_increase",
            "average_gain",
            "bounded_drop",
            "bounded_increase",
            "adcc");

    new ScoringSession(five, network.scoringBatch(RED, OTHER)).scores(maps(2), again -> maps(2));

    assertThat(network.calls()).hasSize(1);
    assertThat(network.calls().get(0)).hasSize(2);
  }

  @Test
  void deletionAndInsertionIntoOneBaselineShareIt() {
    new ScoringSession(
            scorer("deletion:torch-cam,steps=4", "insertion:torch-cam,steps=4"),
            network.scoringBatch(RED))
        .scores(maps(1), again -> maps(1));

    // Without 4, 8, 12 or 16 pixels; and with 4, 8 or 12.
    assertThat(network.calls().get(0)).hasSize(7);
  }

  @Test
  void twentyEightStepsOfBothCurvesAreFiftySixCopies() {
    Tensor large = Noise.uniform(1, 224, 224);
    Saliency saliency = Saliency.of(large, new Size(224, 224));
    List<Copy> copies =
        Stream.of("deletion", "insertion")
            .flatMap(id -> Metrics.metric(id).copies(saliency).stream())
            .distinct()
            .toList();
    assertThat(copies).hasSize(56);
  }

  @Test
  void aCopyThatWasNotAnnouncedIsAFault() {
    ScoringBatch scoringBatch = network.scoringBatch(RED);
    Saliency saliency = Saliency.of(maps(1).slice(0), scoringBatch.input());
    List<Metric> metrics = List.of(Metrics.metric("average_drop"));
    CopyScores scores = CopyScores.of(scoringBatch, List.of(Optional.of(saliency)), metrics);
    Copy other = Metrics.metric("deletion").copies(saliency).get(0);

    assertThatThrownBy(() -> scores.of(0).applyAsDouble(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Copy was not asked for beforehand: Copy[guide=MAP");
  }

  private static Scorer scorer(String... ids) {
    List<Metric> metrics = Stream.of(ids).map(Metrics::metric).toList();
    return new Scorer(metrics, Chance.LEFT_OUT, Curves.DROPPED);
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
