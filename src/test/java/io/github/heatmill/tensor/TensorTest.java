package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  private final Tensor sixValues = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

  @Test
  void aShapeMustHoldAllValues() {
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid shape [2, 3] for 5 values");
  }

  @Test
  void aNegativeAxisCountsFromTheInnermost() {
    Tensor tensor = Tensor.zeros(2, 3, 5, 7);
    assertThat(tensor.length(-1)).isEqualTo(7);
    assertThat(tensor.length(-4)).isEqualTo(tensor.length(0)).isEqualTo(2);
    assertThat(tensor.rank()).isEqualTo(4);
    assertThat(tensor.size()).isEqualTo(210); // 2 * 3 * 5 * 7
  }

  @Test
  void aSliceIsOnePartOfTheOutermostAxis() {
    assertThat(sixValues.slice(1)).isEqualTo(Tensor.of(new float[] {3, 4}, 2));
  }

  @Test
  void aSliceIsACopy() {
    sixValues.slice(0).values()[0] = 9;
    assertThat(sixValues.values()[0]).isEqualTo(1);
  }

  @Test
  void thereIsNoSliceBeyondTheEnd() {
    assertThatThrownBy(() -> sixValues.slice(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sixValues.slice(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theFirstPartsKeepTheirOrder() {
    assertThat(sixValues.first(2)).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    assertThat(sixValues.first(3)).isSameAs(sixValues);
  }

  @Test
  void thereAreNoMoreFirstPartsThanParts() {
    assertThatThrownBy(() -> sixValues.first(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anotherShapeSharesTheValues() {
    Tensor flat = sixValues.reshape(6);
    assertThat(flat.values()).isSameAs(sixValues.values());
    assertThatThrownBy(() -> sixValues.reshape(4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theShapeCannotBeChangedFromOutside() {
    sixValues.shape()[0] = 6;
    assertThat(sixValues.shape()).containsExactly(3, 2);
  }

  @Test
  void equalityIsOfShapeAndBits() {
    Tensor nan = Tensor.of(new float[] {Float.NaN}, 1);
    assertThat(nan)
        .isEqualTo(Tensor.of(new float[] {Float.NaN}, 1))
        .hasSameHashCodeAs(Tensor.of(new float[] {Float.NaN}, 1));
    assertThat(Tensor.of(new float[] {0f}, 1)).isNotEqualTo(Tensor.of(new float[] {-0f}, 1));
    assertThat(sixValues).isNotEqualTo(sixValues.reshape(2, 3)).isNotEqualTo("sixValues");
  }

  @Test
  void itsTextIsItsShape() {
    assertThat(sixValues).hasToString("Tensor[3, 2]");
  }

  @Test
  void tooManyValuesAreRefusedAndDoNotOverflow() {
    assertThatThrownBy(() -> Tensor.zeros(1 << 16, 1 << 16))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void partsOfOneShapeAreStacked() {
    Tensor first = Tensor.of(new float[] {1, 2}, 1, 2);
    Tensor second = Tensor.of(new float[] {3, 4}, 1, 2);
    Tensor stacked = Tensor.stacked(java.util.List.of(first, second));
    assertThat(stacked).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4}, 2, 1, 2));
    assertThat(stacked.slice(1)).isEqualTo(second);
  }

  @Test
  void otherPartsAreNot() {
    Tensor flat = Tensor.zeros(2);
    Tensor tall = Tensor.zeros(2, 1);
    assertThatThrownBy(() -> Tensor.stacked(java.util.List.of(flat, tall)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid parts: [Tensor[2], Tensor[2, 1]] (must be of one shape)");
    assertThatThrownBy(() -> Tensor.stacked(java.util.List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
