package io.github.heatmill.saliency;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BorderMassTest {
  /** Less its minimum: 0 0 0, 0 3 0, 0 0 1. */
  private static final Tensor MAP = map(3, 2, 2, 2, 2, 5, 2, 2, 2, 3);

  @Test
  void isTheShareOfTheEvidenceInTheFrame() {
    // A frame of a third of each side: the middle, of 3 of 4, is inside of it.
    assertThat(BorderMass.of(MAP, 1 / 3.0)).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void placesThatTheFramesEdgeCutsCountInPart() {
    // Half of a place: all of row 1 and column 1 is inside; of row 2 and column 2 half each, so
    // that
    // 1/4 of the corner is: (3 * 0 + 1 * 3/4) / 4.
    assertThat(BorderMass.of(MAP, 1 / 6.0)).isCloseTo(0.1875, within(1e-15));
    // 0.4 * 3 = 1.2 places: of the middle row and column 1.2..1.8, so 0.36 of the middle is inside:
    // (3 * 0.64 + 1) / 4.
    assertThat(BorderMass.of(MAP, 0.4)).isCloseTo(0.73, within(1e-15));
  }

  @Test
  void aFrameOfHalfOfEachSideIsAllOfTheMap() {
    Random random = new Random(2);
    for (int i = 1; i < 12; i++) {
      assertThat(BorderMass.of(SomeMaps.random(random, i, 13 - i), 0.5)).isEqualTo(1);
    }
  }

  @Test
  void evidenceSpreadEvenlyHasTheSharesArea() {
    // Every place in turn is the minimum of a map that is even otherwise; the mean of n such
    // shares,
    // (1 - m_i) / (n - 1) with m_i of sum M = 1 - (1 - 2s)^2 times n, is M.
    for (double share : new double[] {0.1, 0.15, 0.33, 0.49}) {
      double mean = 0;
      for (int i = 0; i < 35; i++) {
        Tensor map = changed(Tensor.zeros(5, 7), v -> 4);
        map.values()[i] = 1;
        mean += BorderMass.of(map, share) / 35;
      }
      assertThat(mean).isCloseTo(1 - (1 - 2 * share) * (1 - 2 * share), within(1e-12));
    }
  }

  @Test
  void growsWithTheFrameAndStaysWithScaleAndOffset() {
    Tensor map = SomeMaps.random(new Random(4), 6, 11);
    double before = 0;
    for (int i = 1; i <= 50; i++) {
      double mass = BorderMass.of(map, i / 100.0);
      assertThat(mass).isBetween(before, 1.0);
      assertThat(BorderMass.of(changed(map, v -> 2 * v), i / 100.0)).isEqualTo(mass);
      before = mass;
    }
  }

  @Test
  void aSingleRowIsCutAsWell() {
    // Less its minimum: 0 1 1 2. s = 1/4: columns 1 and 2 and the middle half of the row are
    // inside:
    // (2 + (1 + 1) / 2) / 4.
    assertThat(BorderMass.of(map(4, 0, 1, 1, 2), 0.25)).isEqualTo(0.75);
  }

  @Test
  void isUndefinedForMapsWithoutEvidence() {
    for (Tensor map : SomeMaps.undefined()) {
      assertThat(BorderMass.of(map, 0.1)).isNaN();
    }
  }

  @Test
  void sharesOutsideAreRefused() {
    assertThatThrownBy(() -> BorderMass.of(MAP, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid share: 0.0 (must be above 0 and at most 0.5: a part of each side)");
    assertThatThrownBy(() -> BorderMass.of(MAP, 0.6)).hasMessageContaining("0.6");
    assertThatThrownBy(() -> BorderMass.of(MAP, Double.NaN)).hasMessageContaining("NaN");
  }
}
