package io.github.heatmill.udf.function.twomaps;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofPair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapCorrelationTest {

  @Test
  void isPearsonsCorrelationOfTheValues() {
    // Differences from the means: (-1, 0, 1) and (-1, 1, 0): 1 / sqrt(2 x 2).
    assertThat((Double) correlation(map(1, 3, 0, 1, 2), map(1, 3, 0, 2, 1)))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void isBetweenMinusOneAndOneForAnyScale() {
    assertThat(correlation(map(1, 3, 0, 1, 2), map(1, 3, 5, 3, 1))).isEqualTo(-1.0);
    assertThat(correlation(map(1, 3, 0, 1, 2), map(1, 3, -30, -20, -10))).isEqualTo(1.0);
  }

  @Test
  void mapsOfDifferentSizeAreResizedToTheLargerHeightAndWidth() {
    // 1 x 2 becomes 0, 1, 3, 4.
    assertThat(correlation(map(1, 2, 0, 4), map(1, 4, 0, 1, 3, 4))).isEqualTo(1.0);
    // A row and a column become (0, 1; 0, 1) and (0, 0; 1, 1), which have nothing in common.
    assertThat(correlation(map(1, 2, 0, 1), map(2, 1, 0, 1))).isEqualTo(0.0);
  }

  private static Object correlation(String a, String b) {
    return ofPair("heatmap_correlation(a, b)", a, b);
  }
}
