package io.github.heatmill.udf.function.twomaps;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofPair;
import static io.github.heatmill.udf.TestTable.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.saliency.similarity.Ssim;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapSsimTest {
  private static final double C1 = 0.01 * 0.01;

  @Test
  void mapsAreScaledByTheirOwnRanges() {
    assertThat(ssim(map(1, 3, 0, 1, 2), map(1, 3, 5, 7, 9))).isEqualTo(1.0);
  }

  @Test
  void aNarrowMapIsComparedPlaceByPlace() {
    // Windows of one place have no variance: (2 x 0 x 1 + C1) / (1 + C1) twice, and 1 between.
    assertThat((Double) ssim(map(1, 3, 0, 1, 2), map(1, 3, 2, 1, 0)))
        .isCloseTo((1 + 2 * C1 / (1 + C1)) / 3, within(1e-12));
  }

  @Test
  void equalsTheSsimOfTheCoreForAnySize() {
    Tensor a = Tensor.of(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7}, 3, 4);
    Tensor b = Tensor.of(new float[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8}, 3, 4);

    assertThat(ssim(sql(a), sql(b))).isEqualTo(Ssim.of(a, b));
    assertThat((Double) ssim(sql(a), sql(b))).isBetween(-1.0, 0.999);
  }

  @Test
  void mapsOfDifferentSizeAreResizedToTheLargerHeightAndWidth() {
    // 1 x 2 becomes 0, 1, 3, 4.
    assertThat(ssim(map(1, 2, 0, 4), map(1, 4, 0, 1, 3, 4))).isEqualTo(1.0);
  }

  private static String sql(Tensor map) {
    Object[] values = new Object[map.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = map.values()[i];
    }
    return map(map.length(0), map.length(1), values);
  }

  private static Object ssim(String a, String b) {
    return ofPair("heatmap_ssim(a, b)", a, b);
  }
}
