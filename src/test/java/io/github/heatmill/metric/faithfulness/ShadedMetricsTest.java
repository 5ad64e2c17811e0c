package io.github.heatmill.metric.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.Subjects;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Average drop, increase and gain, and the bounded ones. */
class ShadedMetricsTest extends OnSummingNetwork {
  static final List<String> IDS =
      List.of(
          "average_drop", "average_increase", "average_gain", "bounded_drop", "bounded_increase");

  private static final double TINY = 1e-6;
  private static final Tensor UPPER_HALF = map(1, 1, 0, 0);

  @Test
  void aMapThatMissesEvidenceLosesProbability() {
    // Odds of 1.5 for the upper half alone, times 8 / 3 for the whole: O = 0.6 and Y = 0.8.
    double half = (0.5 + Math.log(1.5)) / 2;
    float[] red = rows(half, half, Math.log(8 / 3.0), 0);

    assertNumbers(red, 0.2 / 0.8, 0, 0, 0.2 / 1.4, 0);
  }

  @Test
  void aMapThatHidesCounterEvidenceGainsProbability() {
    // Odds of 4 for the upper half alone, divided by 8 / 3 for the whole: O = 0.8 and Y = 0.6.
    double half = (0.5 + Math.log(4)) / 2;
    float[] red = rows(half, half, -Math.log(8 / 3.0) / 2, -Math.log(8 / 3.0) / 2);

    assertNumbers(red, 0, 1, 0.2 / 0.4, 0, 0.2 / 1.4);
  }

  private static void assertNumbers(float[] red, double... expected) {
    Map<String, Double> values =
        network.scores(red, UPPER_HALF, IDS.toArray(new String[0])).values();
    for (int i = 0; i < expected.length; i++) {
      assertThat(values.get(IDS.get(i))).as(IDS.get(i)).isCloseTo(expected[i], within(TINY));
    }
  }

  @Test
  void valuesBetweenLetPixelsThroughInPart() {
    // Rows scaled to 1, 2/3, 1/3 and 0: red of 0.9 + 0.6 + 0.3 = 1.8 of 3.6.
    double shaded = 1 / (1 + Math.exp(0.5 - 1.8));
    double original = 1 / (1 + Math.exp(0.5 - 3.6));
    double drop =
        network
            .scores(rows(0.9, 0.9, 0.9, 0.9), map(13, 12, 11, 10), "average_drop")
            .values()
            .get("average_drop");
    assertThat(drop).isCloseTo((original - shaded) / original, within(TINY));
  }

  @Test
  void underBlackThePixelsAreMultipliedBeforeTheyAreNormalised() {
    double half = Math.log(1.5) / 2;
    float[] red = rows(half, half, Math.log(8 / 3.0), 0);
    // The lower half becomes -1 in red and green: the logits are ln 1.5 - 0.5 + 2.5 and 2 - 0.
    double shaded = 1 / (1 + Math.exp(-Math.log(1.5)));
    double original = 1 / (1 + Math.exp(0.5 - Math.log(4)));
    assertThat(network.scores(red, UPPER_HALF, "average_drop:black").values().get("average_drop"))
        .isCloseTo((original - shaded) / original, within(TINY));
    assertThat(Metrics.metric("average_drop:black").definition()).contains("black");
  }

  @Test
  void certaintyCannotBeExceeded() {
    assertThat(value("average_increase", 1, 1)).isNaN();
    assertThat(value("average_gain", 1, 0.5)).isNaN();
    assertThat(value("average_drop", 1, 0.75)).isEqualTo(0.25);
    assertThat(value("bounded_drop", 1, 0.6)).isCloseTo(0.25, within(1e-15)); // 0.4 / 1.6
  }

  @Test
  void impossibilityCannotBeDropped() {
    assertThat(value("average_drop", 0, 0.5)).isNaN();
    assertThat(value("average_increase", 0, 0.5)).isEqualTo(1);
    assertThat(value("average_gain", 0, 0.5)).isEqualTo(0.5);
    assertThat(value("bounded_increase", 0, 0.5)).isEqualTo(1);
    assertThat(value("bounded_drop", 0, 0)).isNaN();
    assertThat(value("bounded_increase", 0, 0)).isNaN();
  }

  @Test
  void equalityIsNoIncrease() {
    assertThat(IDS).allSatisfy(id -> assertThat(value(id, 0.5, 0.5)).isZero());
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void aNetworkWithoutAnswerIsUndefined(String id) {
    assertThat(value(id, Double.NaN, 0.5)).isNaN();
    assertThat(value(id, 0.5, Double.NaN)).isNaN();
  }

  @Test
  void boundsHold() {
    Random random = new Random(1);
    for (int trial = 0; trial < 10_000; trial++) {
      double original = Math.pow(random.nextDouble(), 1 + 20 * random.nextInt(2));
      double shaded = Math.pow(random.nextDouble(), 1 + 20 * random.nextInt(2));
      for (String id : IDS) {
        assertThat(value(id, original, shaded)).isBetween(0.0, 1.0);
      }
      double drop = value("bounded_drop", original, shaded);
      double increase = value("bounded_increase", original, shaded);
      assertThat(drop + increase).isLessThanOrEqualTo(1);
      assertThat(Math.min(drop, increase)).isZero();
      double gain = value("average_gain", original, shaded);
      assertThat(Math.min(value("average_drop", original, shaded), gain)).isZero();
      assertThat(value("average_increase", original, shaded)).isEqualTo(gain > 0 ? 1 : 0);
    }
  }

  @Test
  void allOfAKindWantOneCopy() {
    assertThat(
            IDS.stream()
                .flatMap(
                    id -> Metrics.metric(id).copies(Subjects.alone(UPPER_HALF).saliency()).stream())
                .distinct())
        .hasSize(1);
  }

  static double value(String id, double original, double shaded) {
    Metric metric = Metrics.metric(id);
    MetricInput subject =
        new MetricInput(
            Subjects.alone(UPPER_HALF).saliency(),
            original,
            Optional.empty(),
            Optional.empty(),
            copy -> shaded);
    return metric.measure(subject).values()[0];
  }
}
