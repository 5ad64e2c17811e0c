package io.github.heatmill.model.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.model.output.ValueScale.Direction;
import io.github.heatmill.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueScaleTest {
  /** Means 3 and 5; deviations sqrt((4 + 0 + 4) / 3) and 0. */
  private static final Tensor SCORES = Tensor.of(new float[] {1, 5, 3, 5, 5, 5}, 3, 2);

  @Test
  void theSpreadOfAValueIsItsDeviationOverASample() {
    ValueScale scale = ValueScale.of(Direction.UP).over(SCORES);

    assertThat(scale.means()).containsExactly(3.0, 5.0);
    assertThat(scale.spreads().get(0)).isCloseTo(Math.sqrt(8.0 / 3), within(1e-12));
    assertThat(scale.standardised(0, 3 + Math.sqrt(8.0 / 3))).isCloseTo(1, within(1e-12));
  }

  @Test
  void aValueThatNeverChangesHasTheSpreadOne() {
    ValueScale scale = ValueScale.of(Direction.UP).over(SCORES);

    assertThat(scale.spreads().get(1)).isEqualTo(1);
    assertThat(scale.standardised(1, 6)).isEqualTo(1);
  }

  /** Scores have the direction of the scale, so values of a falling scale are their negatives. */
  @Test
  void aFallingScaleKeepsTheMeanOfTheValue() {
    ValueScale scale = ValueScale.of(Direction.DOWN).over(SCORES);

    assertThat(scale.means()).containsExactly(-3.0, -5.0);
    assertThat(scale.value(2)).isEqualTo(-2);
    assertThat(scale.standardised(0, 3)).isZero();
  }

  @Test
  void withoutASampleAScoreIsStandardisedAlready() {
    assertThat(ValueScale.STANDARD.standardised(4, 2.5)).isEqualTo(2.5);
  }

  @Test
  void aDirectionIsFoundByItsName() {
    for (Direction direction : Direction.values()) {
      assertThat(Direction.named(direction.id())).isEqualTo(direction);
    }
    assertThatThrownBy(() -> Direction.named("left"))
        .hasMessage("Unknown --direction: left (must be up or down)");
  }

  @Test
  void referencesOfAnotherLengthOrWithoutADirectionAreRefused() {
    assertThatThrownBy(
            () -> new References(List.of("a", "b"), List.of(List.of(1f), List.of(1f, 2f))))
        .hasMessage("Invalid reference: b has 2 numbers (must have 1, like the first one)");
    assertThatThrownBy(() -> new References(List.of("a"), List.of(List.of(0f, 0f))))
        .hasMessage(
            "Invalid reference: a has no direction (must hold finite numbers that are not all 0)");
    assertThatThrownBy(() -> new References(List.of("a"), List.of(List.of(Float.NaN))))
        .hasMessageStartingWith("Invalid reference: a has no direction");
  }

  @Test
  void directionsHaveTheLengthOne() {
    assertThat(
            new References(List.of("a", "b"), List.of(List.of(3f, 4f), List.of(0f, -2f)))
                .directions())
        .containsExactly(0.6f, 0.8f, 0f, -1f);
  }
}
