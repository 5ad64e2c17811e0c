package io.github.heatmill.model.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.Head;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputKindTest {
  private static final float LOG_3 = (float) Math.log(3);

  /** exp(0), exp(log 3) and their sum 4. */
  @Test
  void logitsOfClassesPassThroughTheSoftmax() {
    assertThat(ScoreLink.of(OutputKind.SOFTMAX).probabilities(new float[] {0, LOG_3}))
        .containsExactly(new double[] {0.25, 0.75}, within(1e-7));
  }

  @Test
  void scoresOfProbabilitiesAreTheirLogarithms() {
    float[] scores = {(float) Math.log(0.25), (float) Math.log(0.5)};
    assertThat(ScoreLink.of(OutputKind.PROBABILITIES).probabilities(scores))
        .as("themselves, also where they do not sum to 1")
        .containsExactly(new double[] {0.25, 0.5}, within(1e-7));
  }

  /** 1 / (1 + exp(-log 3)) = 3 / 4. */
  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "SIGMOID_PROBABILITIES", "BINARY", "BINARY_PROBABILITY"})
  void otherScoresPassThroughTheSigmoid(OutputKind kind) {
    assertThat(ScoreLink.of(kind).probabilities(new float[] {-LOG_3, LOG_3}))
        .containsExactly(new double[] {0.25, 0.75}, within(1e-7));
  }

  @Test
  void theOutcomesOfIndependentLabelsArePresenceAndAbsence() {
    float[] scores = {LOG_3, 9, 9};
    assertThat(ScoreLink.of(OutputKind.SIGMOID).outcomes(scores, 0))
        .containsExactly(new double[] {0.75, 0.25}, within(1e-7));
    assertThat(ScoreLink.of(OutputKind.SOFTMAX).outcomes(new float[] {0, LOG_3}, 1))
        .as("of classes all of them")
        .containsExactly(new double[] {0.25, 0.75}, within(1e-7));
  }

  /** 0.5 log(0.5 / 0.25) + 0.5 log(0.5 / 0.75) = 0.1438410362258905. */
  @Test
  void theDivergenceOfIndependentLabelsCountsThoseThatAreWanted() {
    float[] wanted = {0.5f, Head.NOT_WANTED};
    assertThat(ScoreLink.of(OutputKind.SIGMOID).divergence(wanted, new float[] {-LOG_3, 50}))
        .isCloseTo(0.1438410362258905, within(1e-7));
    assertThat(
            ScoreLink.of(OutputKind.SOFTMAX)
                .divergence(new float[] {0.5f, 0.5f}, new float[] {0, LOG_3}))
        .as("of two classes the same number")
        .isCloseTo(0.1438410362258905, within(1e-7));
    assertThat(
            ScoreLink.of(OutputKind.BINARY)
                .divergence(new float[] {0.5f, 0.5f}, new float[] {-LOG_3, LOG_3}))
        .isCloseTo(0.1438410362258905, within(1e-7));
  }

  @ParameterizedTest
  @EnumSource
  void aKindIsFoundByItsName(OutputKind kind) {
    assertThat(OutputKind.named(kind.id())).contains(kind);
    assertThat(kind.id()).matches("[a-z]+(-[a-z]+)?");
  }

  @Test
  void thereIsNoKindOfAnotherName() {
    assertThat(OutputKind.named("Softmax")).isEmpty();
    assertThat(OutputKind.names())
        .containsExactly(
            "softmax",
            "probabilities",
            "sigmoid",
            "sigmoid-probabilities",
            "binary",
            "binary-probability",
            "regression",
            "embedding");
  }

  @ParameterizedTest
  @EnumSource
  void aScoreThatIsNotANumberHasNoProbability(OutputKind kind) {
    assertThat(ScoreLink.of(kind).probability(new float[] {Float.NaN, 0}, 0)).isNaN();
  }
}
