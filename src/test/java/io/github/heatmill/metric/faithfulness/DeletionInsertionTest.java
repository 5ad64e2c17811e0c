package io.github.heatmill.metric.faithfulness;

import static io.github.heatmill.metric.SummingNetwork.probability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.Metrics;
import io.github.heatmill.metric.OnSummingNetwork;
import io.github.heatmill.metric.scoring.Scores;
import io.github.heatmill.tensor.Noise;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeletionInsertionTest extends OnSummingNetwork {
  private static final double TINY = 1e-6;

  /** The odds of class 0 are 9; without the first row 4, without two rows 1.5, without three 1. */
  private static final float[] RED = rows(Math.log(9 / 4.0), Math.log(4 / 1.5), Math.log(1.5), 0.5);

  /** 1 / (1 + sqrt(e)): the probability of an image without light. */
  private static final double DARK = 0.377540669;

  /** ((0.9 + 0.8) + (0.8 + 0.6) + (0.6 + 0.5) + (0.5 + DARK)) / 2 / 4. */
  private static final double AREA = 0.634692584;

  @Test
  void deletionIsTheAreaUnderTheRemainingProbability() {
    Scores scores = network.scores(RED, map(4, 3, 2, 1), "deletion:steps=4");

    assertThat(scores.curves().get("deletion"))
        .containsExactly(new double[] {0.9, 0.8, 0.6, 0.5, DARK}, within(TINY));
    assertThat(scores.values().get("deletion")).isCloseTo(AREA, within(TINY));
  }

  @Test
  void insertionOfTheOppositeOrderIntoNothingIsTheSameCurveBackwards() {
    Scores scores = network.scores(RED, map(1, 2, 3, 4), "insertion:torch-cam,steps=4");

    assertThat(scores.curves().get("insertion"))
        .containsExactly(new double[] {DARK, 0.5, 0.6, 0.8, 0.9}, within(TINY));
    assertThat(scores.values().get("insertion")).isCloseTo(AREA, within(TINY));
  }

  @Test
  void insertionStartsFromTheBlurredImageAndEndsWithTheImage() {
    double[] curve = network.scores(RED, map(1, 2, 3, 4), "insertion").curves().get("insertion");

    // Some light is left in the blurred image, since it fades beyond the edges.
    assertThat(curve[0]).isBetween(DARK + 0.01, 0.89);
    assertThat(curve[28]).isCloseTo(0.9, within(TINY));
  }

  @Test
  void blackIsDarkerThanTheMean() {
    Scores scores = network.scores(RED, map(4, 3, 2, 1), "deletion:black,steps=4");

    // All black: red and green are -1, so the logits are -1 + 2.5 and 2 (-1) + 3: 1.5 and 1.
    assertThat(scores.curves().get("deletion")[4])
        .isCloseTo(1 / (1 + Math.exp(-0.5)), within(TINY));
  }

  @Test
  void unevenStepsCountByTheirSize() {
    double[] curve = {1, 0.5, 0.5, 0};
    // 16 pixels in 3 steps: round(5.33), round(10.67) and 16, so 5, 6 and 5 of them:
    // (0.75 5 + 0.5 6 + 0.25 5) / 16.
    assertThat(CurveMetric.Steps.even(3, 16).counts()).containsExactly(0, 5, 11, 16);
    assertThat(CurveMetric.Steps.even(3, 16).area(curve)).isEqualTo(8.0 / 16);
    // ceil(5.33) = 6: 6, 6 and 4, and (0.75 6 + 0.5 6 + 0.25 4) / 16.
    assertThat(CurveMetric.Steps.roundedUp(3, 16).counts()).containsExactly(0, 6, 12, 16);
    assertThat(CurveMetric.Steps.roundedUp(3, 16).area(curve)).isEqualTo(8.5 / 16);
  }

  @Test
  void stepsAreAsTheReferencesHaveThem() {
    assertThat(CurveMetric.Steps.even(28, 224 * 224).counts())
        .hasSize(29)
        .startsWith(0, 1792, 3584)
        .endsWith(50176);
    // ceil(50176 / 20) = 2509, and 50176 - 19 x 2509 = 2505 are left.
    assertThat(CurveMetric.Steps.roundedUp(20, 224 * 224).counts())
        .hasSize(21)
        .startsWith(0, 2509)
        .endsWith(19 * 2509, 50176);
    assertThat(CurveMetric.Steps.even(1000, 1000 * 4000).counts())
        .hasSize(1001)
        .endsWith(3_996_000, 4_000_000);
  }

  @Test
  void moreStepsThanPixelsScoreNoCopyTwice() {
    Scores scores = network.scores(RED, map(4, 3, 2, 1), "deletion:steps=64");

    assertThat(network.calls().get(0)).hasSize(16);
    assertThat(scores.curves().get("deletion")).hasSize(65);
    // As with 16 steps.
    assertThat(scores.values().get("deletion"))
        .isCloseTo(
            network.scores(RED, map(4, 3, 2, 1), "deletion:steps=16").values().get("deletion"),
            within(1e-12));
  }

  @Test
  void thePresetOfTorchCamHasTwentySteps() {
    assertThat(Metrics.metric("deletion:torch-cam").definition()).contains("20 steps of ceil");
    assertThat(Metrics.metric("deletion:torch-cam,steps=28").definition()).contains("28 steps");
    assertThat(Metrics.metric("deletion:torch-cam,steps=28").id())
        .isEqualTo("deletion:torch-cam,steps=28");
    assertThat(Metrics.metric("deletion:torch-cam,steps=20").id()).isEqualTo("deletion:torch-cam");
    assertThat(Metrics.metric("deletion").definition()).contains("28 steps of round");
    assertThat(Metrics.metric("insertion:rise").definition())
        .isEqualTo(Metrics.metric("insertion").definition());
  }

  @Test
  void onlyTheOrderOfAMapsValuesMatters() {
    Tensor map = Noise.uniform(3, 4, 4);
    Tensor bent = Tensor.zeros(4, 4);
    for (int i = 0; i < 16; i++) {
      bent.values()[i] = (float) Math.exp(3 * map.values()[i]) - 10;
    }
    String[] both = {"deletion", "insertion"};
    assertThat(network.scores(RED, bent, both).values())
        .isEqualTo(network.scores(RED, map, both).values());
  }

  @Test
  void theOracleBeatsRandomMaps() {
    float[] red = new float[16];
    Random random = new Random(100);
    for (int i = 0; i < red.length; i++) {
      red[i] = 4 * random.nextFloat();
    }
    String[] both = {"deletion:steps=16", "insertion:torch-cam,steps=16"};
    Scores oracle = network.scores(red, Tensor.of(red, 4, 4), both);
    for (int seed = 0; seed < 20; seed++) {
      Scores chance = network.scores(red, Noise.uniform(seed, 4, 4), both);
      assertThat(oracle.values().get("deletion")).isLessThan(chance.values().get("deletion"));
      assertThat(oracle.values().get("insertion")).isGreaterThan(chance.values().get("insertion"));
    }
  }

  @Test
  void thePixelsOfATieChangeInRowMajorOrder() {
    Tensor map = map(1, 1, 1, 0);
    double[] curve = network.scores(RED, map, "deletion:steps=16").curves().get("deletion");
    // The first row's first pixel is a quarter of ln(9 / 4); the whole image has 0.5 + ln(9).
    assertThat(curve[1])
        .isCloseTo(probability(0.5 + Math.log(9) - Math.log(9 / 4.0) / 4), within(TINY));
    assertThat(curve[4]).isCloseTo(0.8, within(TINY));
  }
}
