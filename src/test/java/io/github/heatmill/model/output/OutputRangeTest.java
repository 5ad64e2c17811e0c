package io.github.heatmill.model.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OutputRangeTest {

  private static OutputRange of(int images, float... row) {
    Tensor all = Tensor.zeros(images, row.length);
    for (int i = 0; i < all.size(); i++) {
      all.values()[i] = row[i % row.length];
    }
    return OutputRange.of(all);
  }

  @Test
  void theTextNamesRangeSumAndImages() {
    assertThat(of(8, -3, 5).text())
        .isEqualTo("values from -3.000 to 5.000 that do not sum to 1 on 8 trial inputs");
    // 0.1 + 0.2 + 0.7005 = 1.0005, which half precision may give.
    assertThat(of(2, 0.1f, 0.2f, 0.7005f).text())
        .isEqualTo("values from 0.1000 to 0.7005 that sum to 1 on 2 trial inputs");
    assertThat(OutputRange.of(Tensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.3f}, 2, 2)).text())
        .isEqualTo("values from 0.2000 to 0.5000 that sum to 1 for some on 2 trial inputs");
    // 12.3 + 37.5 + 50.1 = 99.9, as percentages of one decimal do.
    assertThat(of(2, 12.3f, 37.5f, 50.1f).text())
        .isEqualTo("values from 12.30 to 50.10 that sum to 100 on 2 trial inputs");
  }

  @Test
  void logitsThatHappenToSumToOneHundredAreNoPercentages() {
    assertThat(of(2, -5, 105).isPercent()).isFalse();
    assertThat(of(2, 5, 95).isPercent()).isTrue();
    assertThat(OutputRange.of(Tensor.of(new float[] {5, 95, 6, 95}, 2, 2)).isPercent()).isFalse();
  }

  /** The highest numbers are 1, 0 and 0.5: two of three are saturated. */
  @Test
  void anImageIsSaturatedIfItsHighestNumberIsExactlyZeroOrOne() {
    Tensor returned = Tensor.of(new float[] {1, 0.3f, 0, 0, 0.5f, 0}, 3, 2);

    assertThat(OutputRange.of(returned).sums().saturated()).isEqualTo(2);
    assertThat(OutputRange.of(returned).isSaturated()).isTrue();
    assertThat(of(3, 0.99999994f, 0).isSaturated()).isFalse();
  }

  @Test
  void imagesWhoseValuesAreNotFiniteDoNotCount() {
    OutputRange range = OutputRange.of(Tensor.of(new float[] {Float.NaN, 1, 0.25f, 0.75f}, 2, 2));

    assertThat(range.images()).isEqualTo(1);
    assertThat(range.sumsToOne()).isTrue();
  }
}
