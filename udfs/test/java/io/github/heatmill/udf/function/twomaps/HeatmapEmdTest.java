package io.github.heatmill.udf.function.twomaps;

import static io.github.heatmill.udf.TestTable.map;
import static io.github.heatmill.udf.TestTable.ofPair;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-lines")
class HeatmapEmdTest {

  @Test
  void isTheDistanceThatEvidenceMovesAsAShareOfTheDiagonal() {
    // Half of the width: 0.5 / sqrt(2). From corner to corner, half of the diagonal.
    assertThat(emd(map(1, 2, 1, 0), map(1, 2, 0, 1))).isCloseTo(Math.sqrt(0.125), within(1e-12));
    assertThat(emd(map(2, 2, 1, 0, 0, 0), map(2, 2, 0, 0, 0, 1))).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void evidenceIsScaledToSumOne() {
    assertThat(emd(map(1, 3, 0, 1, 3), map(1, 3, -10, 0, 20))).isCloseTo(0, within(1e-12));
    // All on the left, or 1/4 of it on the right: 1/4 of the way.
    assertThat(emd(map(1, 3, 1, 0, 0), map(1, 3, 3, 0, 1)))
        .isCloseTo(0.25 * (2 / 3.0) / Math.sqrt(2), within(1e-7));
  }

  @Test
  void isSymmetric() {
    String a = map(2, 2, 0, 1, 2, 3);
    String b = map(2, 2, 2, 0, 1, 3);

    assertThat(emd(a, b)).isPositive().isCloseTo(emd(b, a), within(1e-12));
  }

  @Test
  void sidesOfMoreThanSixteenPlacesAreReducedToSixteen() {
    String first = "heatmap_of(1, 32, transform(sequence(0, 31), i -> IF(i = 0, 1, 0)))";
    String last = "heatmap_of(1, 32, transform(sequence(0, 31), i -> IF(i = 31, 1, 0)))";

    // From the first of 16 to the last, not 31/32 of the width.
    assertThat(emd(first, last)).isCloseTo(15 / 16.0 / Math.sqrt(2), within(1e-12));
  }

  @Test
  void mapsOfDifferentSizeAreResizedToTheLargerHeightAndWidth() {
    assertThat(emd(map(1, 2, 0, 4), map(1, 4, 0, 1, 3, 4))).isCloseTo(0, within(1e-7));
    // The right column and the lower row: one half of each must go from corner to corner.
    assertThat(emd(map(1, 2, 0, 1), map(2, 1, 0, 1))).isCloseTo(0.25, within(1e-12));
  }

  private static double emd(String a, String b) {
    return (Double) ofPair("heatmap_emd(a, b)", a, b);
  }
}
