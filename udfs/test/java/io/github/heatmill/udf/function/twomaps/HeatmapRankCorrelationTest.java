package io.github.heatmill.udf.function.twomaps;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofPair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapRankCorrelationTest {

  @Test
  void isTheCorrelationOfTheRanksOfThePlaces() {
    assertThat(correlation(map(1, 3, 0, 1, 2), map(1, 3, -1, 10, 99))).isEqualTo(1.0);
    assertThat(correlation(map(1, 3, 0, 1, 2), map(1, 3, 3, 2, -50))).isEqualTo(-1.0);
  }

  @Test
  void equalValuesShareTheirMeanRank() {
    // Ranks 1.5, 1.5, 3 and 1, 2, 3: (0.5 x 1 + 0 + 1 x 1) / sqrt(1.5 x 2).
    assertThat((Double) correlation(map(1, 3, 0, 0, 1), map(1, 3, 0, 1, 2)))
        .isCloseTo(1.5 / Math.sqrt(3), within(1e-12));
  }

  @Test
  void mapsOfDifferentSizeAreResizedToTheLargerHeightAndWidth() {
    // 1 x 2 becomes 0, 1, 3, 4.
    assertThat(correlation(map(1, 2, 0, 4), map(1, 4, 5, 6, 7, 80))).isEqualTo(1.0);
    assertThat(correlation(map(1, 2, 0, 1), map(2, 1, 0, 1))).isEqualTo(0.0);
  }

  private static Object correlation(String a, String b) {
    return ofPair("heatmap_rank_correlation(a, b)", a, b);
  }
}
