package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangesTest {

  @Test
  void theRangeIsOfAllValues() {
    Tensor values = Tensor.of(new float[] {3, -1, 4, 1}, 2, 2);
    assertThat(Ranges.minimum(values)).isEqualTo(-1);
    assertThat(Ranges.maximum(values)).isEqualTo(4);
  }

  @Test
  void oneNaNMakesTheRangeNaN() {
    Tensor values = Tensor.of(new float[] {3, Float.NaN, 4}, 3);
    assertThat(Ranges.minimum(values)).isNaN();
    assertThat(Ranges.maximum(values)).isNaN();
  }

  @Test
  void eachMapIsScaledByItsOwnRange() {
    Tensor maps = Tensor.of(new float[] {1, 2, 5, 10, 20, 0}, 2, 1, 3);
    // (1 - 1) / 4, (2 - 1) / 4, (5 - 1) / 4; then 10 / 20, 20 / 20, 0 / 20.
    assertThat(Ranges.minMaxScaled(maps).values()).containsExactly(0, 0.25f, 1, 0.5f, 1, 0);
  }

  @Test
  void aConstantMapBecomesZero() {
    Tensor maps = Tensor.of(new float[] {7, 7, 7, 7}, 1, 2, 2);
    assertThat(Ranges.minMaxScaled(maps)).isEqualTo(Tensor.zeros(1, 2, 2));
  }

  @Test
  void theWidestRangeOfFloatsDoesNotOverflow() {
    Tensor maps = Tensor.of(new float[] {-Float.MAX_VALUE, 0, Float.MAX_VALUE}, 1, 1, 3);
    assertThat(Ranges.minMaxScaled(maps).values()).containsExactly(0, 0.5f, 1);
  }

  @Test
  void aMapWithNaNIsNaNAndLeavesTheOthersAlone() {
    Tensor maps = Tensor.of(new float[] {0, Float.NaN, 2, 4}, 2, 1, 2);
    assertThat(Ranges.minMaxScaled(maps).values()).containsExactly(Float.NaN, Float.NaN, 0, 1);
  }
}
