package io.github.heatmill.model.output;

import static io.github.heatmill.model.output.OutputKind.PROBABILITIES;
import static io.github.heatmill.model.output.OutputKind.SIGMOID;
import static io.github.heatmill.model.output.OutputKind.SIGMOID_PROBABILITIES;
import static io.github.heatmill.model.output.OutputKind.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.model.output.ProgramEnd.Last;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KindChoiceTest {
  private static final float[] LOGITS = {-0.5f, 0.5f, 1, 2};
  private static final float[] TO_ONE = {0.25f, 0.75f, 0.5f, 0.5f};
  private static final float[] WITHIN = {0.1f, 0.2f, 0.3f, 0.4f};
  private static final float[] SOME_TO_ONE = {0.5f, 0.5f, 0.2f, 0.3f};

  /** Two images with two numbers each. */
  private static KindChoice of(Last end, float... numbers) {
    ProgramEnd shown =
        end == Last.OTHER ? ProgramEnd.UNKNOWN : new ProgramEnd(end, "torch.operator");
    return KindChoice.of(OutputRange.of(Tensor.of(numbers, 2, 2)), shown);
  }

  @Test
  void withoutAnOperatorTheNumbersDecide() {
    assertThat(of(Last.OTHER, LOGITS).kinds()).containsExactly(SOFTMAX);
    assertThat(of(Last.OTHER, TO_ONE).kinds()).containsExactly(PROBABILITIES);
    assertThat(of(Last.OTHER, WITHIN).kinds()).containsExactly(SIGMOID_PROBABILITIES, SOFTMAX);
    assertThat(of(Last.OTHER, SOME_TO_ONE).kinds())
        .containsExactly(SIGMOID_PROBABILITIES, PROBABILITIES, SOFTMAX);
  }

  @Test
  void aSigmoidDecidesThatTheNumbersAreProbabilities() {
    assertThat(of(Last.SIGMOID, WITHIN).kinds()).containsExactly(SIGMOID_PROBABILITIES);
    assertThat(of(Last.SIGMOID, SOME_TO_ONE).kinds()).containsExactly(SIGMOID_PROBABILITIES);
    assertThat(of(Last.SIGMOID, WITHIN).evidence())
        .isEqualTo(
            "values from 0.1000 to 0.4000 that do not sum to 1 on 2 trial inputs, and the program ends in"
                + " torch.operator");
  }

  @Test
  void aSigmoidAndNumbersThatContradictItAreUnclear() {
    assertThat(of(Last.SIGMOID, TO_ONE).kinds())
        .containsExactly(SIGMOID_PROBABILITIES, PROBABILITIES);
    assertThat(of(Last.SIGMOID, LOGITS).kinds()).containsExactly(SOFTMAX, SIGMOID);
  }

  @Test
  void aSoftmaxDecidesIfTheNumbersSumToOne() {
    assertThat(of(Last.SOFTMAX, TO_ONE).kinds()).containsExactly(PROBABILITIES);
    assertThat(of(Last.SOFTMAX, WITHIN).kinds())
        .containsExactly(SIGMOID_PROBABILITIES, PROBABILITIES);
    assertThat(of(Last.SOFTMAX, LOGITS).kinds()).containsExactly(SOFTMAX, SIGMOID);
    assertThatThrownBy(() -> of(Last.SOFTMAX, WITHIN).only())
        .hasMessage(
            "Unclear what the network returns: values from 0.1000 to 0.4000 that do not sum to 1 on"
                + " 2 trial inputs, and the program ends in torch.operator; they may be probabilities of"
                + " independent labels, or probabilities of classes that exclude each other"
                + " (--output-kind, or outputKind in serving.properties, must say which:"
                + " sigmoid-probabilities or probabilities)");
  }

  @Test
  void aLimitToZeroAndOneMakesProbabilities() {
    assertThat(of(Last.LIMIT, WITHIN).kinds()).containsExactly(SIGMOID_PROBABILITIES);
    assertThat(of(Last.LIMIT, SOME_TO_ONE).kinds())
        .containsExactly(SIGMOID_PROBABILITIES, PROBABILITIES);
    assertThat(of(Last.LIMIT, TO_ONE).kinds()).containsExactly(PROBABILITIES);
  }

  @Test
  void logarithmsOfASoftmaxAreLogits() {
    assertThat(of(Last.LOG_SOFTMAX, -0.5f, -1, -2, -0.1f).only()).isEqualTo(SOFTMAX);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOG_SIGMOID", "SCALED"})
  void otherNumbersAreRefusedWithARemedy(Last end) {
    KindChoice choice = of(end, LOGITS);

    assertThat(choice.kinds()).isEmpty();
    assertThatThrownBy(choice::only)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Network returns ")
        .hasMessageContaining(
            " on 2 trial inputs, and the program ends in torch.operator (save a wrapper");
  }

  @Test
  void numbersThatMayBeLogitsAreNotDoubted() {
    assertThat(of(Last.OTHER, WITHIN).doubtOfLogits()).isEmpty();
    assertThat(of(Last.OTHER, LOGITS).doubtOfLogits()).isEmpty();
    assertThat(of(Last.OTHER, TO_ONE).doubtOfLogits())
        .contains(
            "probabilities of classes that exclude each other: values from 0.2500 to 0.7500 that"
                + " sum to 1 on 2 trial inputs");
    assertThat(of(Last.OTHER, 20, 80, 30, 70).doubtOfLogits())
        .contains("something else: values from 20.00 to 80.00 that sum to 100 on 2 trial inputs");
  }

  @Test
  void numbersThatAreNotFiniteCountAsLogits() {
    assertThat(of(Last.OTHER, Float.NaN, 1, 2, Float.NaN).only()).isEqualTo(SOFTMAX);
  }
}
