package io.github.heatmill.metric.faithfulness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Copy.Guide;
import io.github.heatmill.metric.Metric;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.Subjects;
import io.github.heatmill.model.alteration.AlteredArea.Highest;
import io.github.heatmill.model.alteration.Fill.Plain;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CounterfactualTest extends OnSummingNetwork {
  private static final double TINY = 1e-6;

  /** All evidence is in the first row, for odds of 9. */
  private static final float[] RED = rows(0.5 + Math.log(9), 0, 0, 0);

  /** 1 / (1 + sqrt(e)): the probability of an image without light. */
  private static final double DARK = 0.377540669;

  @Test
  void thePredictionHangsOnTheEvidence() {
    Map<String, Double> values = network.scores(RED, map(1, 0, 0, 0), "counterfactual").values();

    assertThat(values.get("counterfactual_original")).isCloseTo(0.9, within(TINY));
    assertThat(values.get("counterfactual_kept")).isCloseTo(0.9, within(TINY));
    assertThat(values.get("counterfactual_removed")).isCloseTo(DARK, within(TINY));
    // Four of 16 pixels at random are hardly ever the four of the first row.
    assertThat(values.get("counterfactual_random")).isGreaterThan(DARK + 0.1);
    assertThat(values.get("counterfactual")).isEqualTo(1);
  }

  @Test
  void itDoesNotHangOnSomethingElse() {
    Map<String, Double> values = network.scores(RED, map(0, 0, 0, 1), "counterfactual").values();

    assertThat(values.get("counterfactual_kept")).isCloseTo(DARK, within(TINY));
    assertThat(values.get("counterfactual_removed")).isCloseTo(0.9, within(TINY));
    assertThat(values.get("counterfactual")).isZero();
  }

  @Test
  void asManyPixelsAreRemovedAtRandomAsAreHighlighted() {
    // Scaled 0, 0.25, 0.5 and 1: two rows are at least 0.5, one is at least 0.6.
    MetricInput subject = Subjects.alone(map(2, 3, 4, 6));
    assertThat(new Counterfactual().copies(subject.saliency()))
        .extracting(copy -> ((Highest) copy.alteration().area()).pixels())
        .containsExactly(8, 8, 8, 8, 8, 8, 8);
    assertThat(Metrics.metric("counterfactual:threshold=0.6,draws=1").copies(subject.saliency()))
        .extracting(copy -> ((Highest) copy.alteration().area()).pixels())
        .containsExactly(4, 4, 4);
    assertThat(new Counterfactual().copies(subject.saliency()))
        .extracting(copy -> copy.guide() + " " + copy.draw())
        .containsExactly("MAP 0", "MAP 0", "NOISE 0", "NOISE 1", "NOISE 2", "NOISE 3", "NOISE 4");
  }

  @Test
  void theRandomProbabilityIsTheMeanOfDrawsWithTheirSpread() {
    // Draws of 0.2, 0.3, 0.4, 0.5 and 0.6: the mean is 0.4, the variance 0.1 / 4.
    double[] values = new Counterfactual().measure(drawing(draw -> 0.2 + 0.1 * draw)).values();

    assertThat(values[4]).isCloseTo(0.4, within(TINY));
    assertThat(values[5]).isCloseTo(Math.sqrt(0.025), within(TINY));
    double[] one = Metrics.metric("counterfactual:draws=1").measure(drawing(draw -> 0.2)).values();
    assertThat(one[4]).isEqualTo(0.2);
    assertThat(one[5]).isNaN();
  }

  @Test
  void drawsAreOfDifferentPixels() {
    Map<String, Double> values =
        network.scores(RED, Noise.uniform(1, 4, 4), "counterfactual").values();

    assertThat(values.get("counterfactual_spread")).isPositive();
  }

  private static MetricInput drawing(IntToDoubleFunction random) {
    return new MetricInput(
        Subjects.alone(map(1, 0, 0, 0)).saliency(),
        0.5,
        Optional.empty(),
        Optional.empty(),
        copy -> copy.guide() == Guide.MAP ? 0.1 : random.applyAsDouble(copy.draw()));
  }

  @Test
  void smallMapsAreEnlargedBeforePixelsAreCounted() {
    // Columns of 0, 1/4, 3/4 and 1.
    MetricInput subject =
        new MetricInput(
            Saliency.of(Tensor.of(new float[] {0, 1}, 1, 2), new Size(4, 4)),
            0.5,
            Optional.empty(),
            Optional.empty(),
            copy -> 0.5);
    assertThat(new Counterfactual().copies(subject.saliency()).get(0).alteration().area())
        .isEqualTo(new Highest(8));
  }

  @Test
  void removalMustCostClearlyMoreThanAtRandom() {
    // Of an original of 0.5, a tenth is 0.05.
    assertThat(verdict("counterfactual", 0.5, 0.25, 0.40, 0.46)).isEqualTo(1);
    assertThat(verdict("counterfactual", 0.5, 0.25, 0.42, 0.46)).isZero();
    assertThat(verdict("counterfactual:margin=0", 0.5, 0.25, 0.42, 0.46)).isEqualTo(1);
    assertThat(verdict("counterfactual:margin=0", 0.5, 0.25, 0.46, 0.46)).isZero();
  }

  @Test
  void theClassMustSurviveInTheKeptPixels() {
    assertThat(verdict("counterfactual", 0.5, 0.24, 0.1, 0.5)).isZero();
    assertThat(verdict("counterfactual:survive=0.4", 0.5, 0.24, 0.1, 0.5)).isEqualTo(1);
  }

  @Test
  void withoutProbabilityThereIsNoVerdict() {
    assertThat(verdict("counterfactual", 0, 0.5, 0.1, 0.5)).isNaN();
    assertThat(verdict("counterfactual", Double.NaN, 0.5, 0.1, 0.5)).isNaN();
    assertThat(verdict("counterfactual", 0.5, 0.5, Double.NaN, 0.5)).isNaN();
  }

  @Test
  void theDefinitionHoldsTheSettings() {
    assertThat(Metrics.metric("counterfactual:margin=0.2,survive=0.75").definition())
        .startsWith("1 if c < d - 0.2 a and b >= 0.75 a, else 0;")
        .contains("highlighted: >= 0.5 in the map");
  }

  private static double verdict(
      String id, double original, double kept, double... removedAndRandom) {
    Metric metric = Metrics.metric(id);
    MetricInput subject =
        new MetricInput(
            Subjects.alone(map(1, 0, 0, 0)).saliency(),
            original,
            Optional.empty(),
            Optional.empty(),
            copy ->
                copy.alteration().inside() == Plain.IMAGE
                    ? kept
                    : removedAndRandom[copy.guide() == Guide.MAP ? 0 : 1]);
    return metric.measure(subject).values()[0];
  }
}
