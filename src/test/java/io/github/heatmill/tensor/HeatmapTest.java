package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.tensor.Heatmap.Status;
import org.junit.jupiter.api.Test;

class HeatmapTest {

  @Test
  void theRangeIsThatOfTheRawValues() {
    Heatmap heatmap = heatmap(2, -1, 5, 0);
    assertThat(heatmap.minimum()).isEqualTo(-1);
    assertThat(heatmap.maximum()).isEqualTo(5);
    assertThat(heatmap.status()).isEqualTo(Status.OK);
  }

  @Test
  void theSmallestDifferenceIsEnough() {
    assertThat(heatmap(1, 1, 1, Math.nextUp(1f)).status()).isEqualTo(Status.OK);
  }

  @Test
  void equalValuesAreFlat() {
    assertThat(heatmap(0, 0, 0, 0).status()).isEqualTo(Status.FLAT);
    assertThat(heatmap(3, 3, 3, 3).status()).isEqualTo(Status.FLAT);
    assertThat(heatmap(0f, -0f, 0f, -0f).status()).isEqualTo(Status.FLAT);
  }

  @Test
  void oneBrokenValueMakesTheResultUndefined() {
    assertThat(heatmap(1, Float.NaN, 2, 3).status()).isEqualTo(Status.NON_FINITE);
    assertThat(heatmap(1, Float.POSITIVE_INFINITY, 2, 3).status()).isEqualTo(Status.NON_FINITE);
    assertThat(heatmap(1, Float.NEGATIVE_INFINITY, 2, 3).status()).isEqualTo(Status.NON_FINITE);
    assertThat(heatmap(Float.NaN, Float.NaN, Float.NaN, Float.NaN).status())
        .isEqualTo(Status.NON_FINITE);
  }

  @Test
  void tablesHoldTheStatusInLowerCase() {
    assertThat(Status.values()).extracting(Status::id).containsExactly("ok", "flat", "non_finite");
  }

  private static Heatmap heatmap(float... values) {
    return Heatmap.of(Tensor.of(values, 2, 2));
  }
}
