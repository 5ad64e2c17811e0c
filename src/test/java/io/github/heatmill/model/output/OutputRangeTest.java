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
  void valuesBelowZeroOrAboveOneAreLogits() {
    assertThat(of(8, -0.5f, 0.5f, 1).kinds()).containsExactly(OutputKind.SOFTMAX);
    assertThat(of(8, 0.5f, 1.5f).kinds()).containsExactly(OutputKind.SOFTMAX);
    assertThat(of(8, -3, 5).text())
        .isEqualTo("values from -3.000 to 5.000 that do not sum to 1 on 8 images");
  }

  /** 0.1 + 0.2 + 0.7005 = 1.0005, which half precision may give. */
  @Test
  void rowsThatSumToOneAreProbabilities() {
    OutputRange range = of(2, 0.1f, 0.2f, 0.7005f);

    assertThat(range.kinds()).containsExactly(OutputKind.PROBABILITIES);
    assertThat(range.text()).isEqualTo("values from 0.1000 to 0.7005 that sum to 1 on 2 images");
  }

  @Test
  void otherValuesFromZeroToOneAreIndependentProbabilities() {
    assertThat(of(16, 0.1f, 0.2f).kinds()).containsExactly(OutputKind.SIGMOID_PROBABILITIES);
  }

  @Test
  void fewValuesFromZeroToOneMayBeLogitsToo() {
    assertThat(of(15, 0.1f, 0.2f).kinds())
        .containsExactly(OutputKind.SIGMOID_PROBABILITIES, OutputKind.SOFTMAX);
  }

  @Test
  void rowsOfWhichSomeSumToOneFitTwoKinds() {
    OutputRange range = OutputRange.of(Tensor.of(new float[] {0.5f, 0.5f, 0.2f, 0.3f}, 2, 2));

    assertThat(range.kinds())
        .containsExactly(OutputKind.SIGMOID_PROBABILITIES, OutputKind.PROBABILITIES);
    assertThat(range.text()).contains("sum to 1 for some on 2 images");
  }

  @Test
  void imagesWhoseValuesAreNotFiniteDoNotCount() {
    OutputRange range = OutputRange.of(Tensor.of(new float[] {Float.NaN, 1, 0.25f, 0.75f}, 2, 2));

    assertThat(range.images()).isEqualTo(1);
    assertThat(range.kinds()).containsExactly(OutputKind.PROBABILITIES);
  }
}
