package io.github.heatmill.metric.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.metric.Column;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricCard.Family;
import io.github.heatmill.metric.MetricCard.Need;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.tensor.Noise;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Tests properties of all metrics that have altered copies scored. */
class EveryFaithfulnessMetricTest extends OnSummingNetwork {
  static final List<String> IDS =
      List.of(
          "deletion",
          "deletion:rise",
          "deletion:torch-cam",
          "deletion:black",
          "insertion",
          "insertion:torch-cam",
          "insertion:black",
          "average_drop",
          "average_drop:black",
          "average_increase",
          "average_gain",
          "bounded_drop",
          "bounded_increase",
          "road",
          "counterfactual");

  @Test
  void theyAreAllThatTheListHasOfTheirFamily() {
    assertThat(Metrics.all().stream().filter(m -> m.card().family() == Family.FAITHFULNESS))
        .extracting(Metric::name)
        .containsExactlyElementsOf(IDS.stream().filter(id -> !id.contains(":")).toList())
        .allSatisfy(name -> assertThat(Metrics.metric(name).card().need()).isEqualTo(Need.NETWORK));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void numbersAreWithinTheirColumnsRange(String id) {
    Random random = new Random(1);
    for (int trial = 0; trial < 10; trial++) {
      float[] red = new float[16];
      for (int i = 0; i < red.length; i++) {
        red[i] = 6 * random.nextFloat() - 2;
      }
      Scores scores = network.scores(red, Noise.uniform(trial, 3, 3), id);
      for (Column column : Metrics.metric(id).columns()) {
        assertThat(scores.values().get(column.name())).isBetween(column.least(), column.most());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void aMapOfTwoValuesIsMeasured(String id) {
    assertThat(network.scores(rows(1, 0, 0, 0), Noise.uniform(1, 1, 2), id).values()).isNotEmpty();
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void definitionsAreOneLineAndNameTheScoreAndTheMap(String id) {
    assertThat(Metrics.metric(id).definition())
        .contains("probability of the explained class")
        .contains(Saliency.ENLARGED)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void sameInputSameNumbers(String id) {
    float[] red = rows(0.5, 0.25, -0.25, 1);
    assertThat(network.scores(red, map(2, 1, 4, 3), id).values())
        .isEqualTo(network.scores(red, map(2, 1, 4, 3), id).values());
  }
}
