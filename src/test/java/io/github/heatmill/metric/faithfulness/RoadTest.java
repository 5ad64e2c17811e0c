package io.github.heatmill.metric.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.Subjects;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.Fill;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoadTest extends OnSummingNetwork {

  @Test
  void nineSharesOfThePixelsAreRemovedFromEitherEnd() {
    // 100 pixels, so p of them: without the p highest 1 - p / 100, without the p lowest 1.
    MetricInput subject =
        new MetricInput(
            Subjects.alone(Noise.uniform(1, 10, 10)).saliency(),
            1,
            Optional.empty(),
            Optional.empty(),
            copy -> {
              int pixels = ((Highest) copy.alteration().area()).pixels();
              boolean most = copy.alteration().inside() instanceof Fill.Imputed;
              return most ? 1 - pixels / 100.0 : 1;
            });
    Measurement measured = new Road().measure(subject);

    // morf: the mean of 0.9, ..., 0.1 is 0.5; lerf 1; (1 - 0.5) / 2.
    assertThat(measured.values()).containsExactly(new double[] {0.25, 0.5, 1}, within(1e-12));
    assertThat(measured.curves().get("road_morf"))
        .containsExactly(new double[] {0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1}, within(1e-12));
    assertThat(measured.curves().get("road_lerf")).containsOnly(1).hasSize(9);
  }

  @Test
  void leastRelevantPixelsAreThoseThatTheRestLeaves() {
    MetricInput subject = Subjects.alone(Noise.uniform(1, 4, 4));
    // round(1.6), round(3.2), ..., round(14.4) of 16 pixels are removed.
    assertThat(new Road().copies(subject.saliency()))
        .extracting(copy -> ((Highest) copy.alteration().area()).pixels())
        .containsExactly(2, 14, 3, 13, 5, 11, 6, 10, 8, 8, 10, 6, 11, 5, 13, 3, 14, 2);
  }

  @Test
  void aUniformImageLosesNothing() {
    Scores scores = network.scores(rows(0.25, 0.25, 0.25, 0.25), map(4, 3, 2, 1), "road");
    // Imputed pixels are 1 like the others, with noise of 0.01.
    double original = 1 / (1 + Math.exp(0.5 - 1));
    assertThat(scores.values().get("road_morf")).isCloseTo(original, within(0.005));
    assertThat(scores.values().get("road_lerf")).isCloseTo(original, within(0.005));
    assertThat(scores.values().get("road")).isCloseTo(0, within(0.005));
  }

  @Test
  void theOracleBeatsRandomMaps() {
    float[] red = {3, 2, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    double oracle = network.scores(red, Tensor.of(red, 4, 4), "road").values().get("road");
    for (int seed = 0; seed < 20; seed++) {
      assertThat(oracle)
          .isGreaterThan(
              network.scores(red, Noise.uniform(seed, 4, 4), "road").values().get("road"));
    }
  }

  @Test
  void aNetworkWithoutAnswerIsUndefined() {
    MetricInput subject =
        new MetricInput(
            Subjects.alone(map(4, 3, 2, 1)).saliency(),
            0.5,
            Optional.empty(),
            Optional.empty(),
            copy -> Double.NaN);
    assertThat(new Road().measure(subject).values()).containsOnly(Double.NaN);
  }
}
