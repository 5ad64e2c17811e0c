package io.github.heatmill.saliency;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceAreaTest {
  /** Less its minimum: 0 1 2 5, of sum 8. */
  private static final Tensor MAP = map(2, 3, 4, 5, 8);

  @Test
  void isTheSmallestShareOfThePlacesThatHoldsTheQuantile() {
    assertThat(EvidenceArea.of(MAP, 0.5)).isEqualTo(0.25); // 5 / 8 are enough.
    assertThat(EvidenceArea.of(MAP, 0.625)).isEqualTo(0.25); // Exactly 5 / 8.
    assertThat(EvidenceArea.of(MAP, 0.626)).isEqualTo(0.5); // 5 / 8 are not, 7 / 8 are.
    assertThat(EvidenceArea.of(MAP, 0.875)).isEqualTo(0.5);
    assertThat(EvidenceArea.of(MAP, 0.9)).isEqualTo(0.75);
  }

  @Test
  void noneOfTheEvidenceTakesNoPlaceAndAllOfItThoseAboveTheMinimum() {
    assertThat(EvidenceArea.of(MAP, 0)).isEqualTo(0);
    assertThat(EvidenceArea.of(MAP, 1)).isEqualTo(0.75);
    assertThat(EvidenceArea.of(map(4, 1, 1, 1, 9), 1)).isEqualTo(0.25);
  }

  @Test
  void allOfTheEvidenceIncludesValuesThatRoundingWouldLose() {
    // 1e30 + 1e-10 is 1e30 in doubles, but the place is above the minimum.
    assertThat(EvidenceArea.of(map(4, 1e30f, 1e-10f, 0, 0), 1)).isEqualTo(0.5);
  }

  @Test
  void roundingAddsNoPlace() {
    Tensor even = Tensor.zeros(3, 7);
    Arrays.fill(even.values(), 0.1f);
    even.values()[20] = 0;
    // Twenty places of the same evidence: k of them hold k / 20, whatever the sums are rounded to.
    for (int k = 0; k <= 20; k++) {
      assertThat(EvidenceArea.of(even, k / 20.0)).isEqualTo(k / 21.0);
    }
  }

  @Test
  void growsWithTheQuantileAndStaysWithScaleAndOffset() {
    Tensor map = changed(SomeMaps.random(new Random(5), 9, 4), v -> Math.rint(8 * v));
    Tensor other = changed(map, v -> 4 * v - 3);
    double before = 0;
    for (int i = 0; i <= 100; i++) {
      double area = EvidenceArea.of(map, i / 100.0);
      assertThat(area).isBetween(before, 1.0);
      assertThat(EvidenceArea.of(other, i / 100.0)).isEqualTo(area);
      before = area;
    }
  }

  @Test
  void isUndefinedForMapsWithoutEvidence() {
    for (Tensor map : SomeMaps.undefined()) {
      assertThat(EvidenceArea.of(map, 0.5)).isNaN();
    }
  }

  @Test
  void quantilesOutsideAreRefused() {
    assertThatThrownBy(() -> EvidenceArea.of(MAP, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid quantile: 1.5 (must be 0 to 1: a share of the map's evidence)");
    assertThatThrownBy(() -> EvidenceArea.of(MAP, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> EvidenceArea.of(MAP, -0.1)).hasMessageContaining("-0.1");
  }
}
