package io.github.heatmill.saliency;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests the places of a map's evidence: its peak and its centroid. */
class PlacesTest {

  @Test
  void thePeakIsTheHighestPlaceWithItsRawValue() {
    assertThat(Peak.of(map(3, -7, -2, -3, -4, -5, -1))).contains(new Peak(1, 2, -1));
  }

  @Test
  void ofEqualPeaksTheFirstInTheOrderOfRowsCounts() {
    assertThat(Peak.of(map(2, 0, 9, 9, 9))).contains(new Peak(0, 1, 9));
  }

  @Test
  void theCentroidIsTheMeanPlaceWeightedByEvidence() {
    // Less the minimum 1: 0 1 / 0 3. Row (0 * 1 + 1 * 3) / 4 and column 1.
    assertThat(Centroid.of(map(2, 1, 2, 1, 4))).contains(new Centroid(0.75, 1));
    // Less the minimum -2: 2 0 1: (0 * 2 + 2 * 1) / 3.
    assertThat(Centroid.of(map(3, 0, -2, -1))).contains(new Centroid(0, 2.0 / 3));
  }

  @Test
  void theCentroidOfASymmetricMapIsItsCentre() {
    Tensor map = Tensor.zeros(7, 7);
    map.values()[0] = 2;
    map.values()[48] = 2;
    map.values()[24] = 5;
    assertThat(Centroid.of(map)).contains(new Centroid(3, 3));
  }

  @Test
  void scaleAndOffsetDoNotMoveThem() {
    Tensor map = SomeMaps.random(new Random(3), 5, 9);
    Tensor other = changed(map, v -> 4 * v - 64); // A power of two, so that rounding stays small.
    assertThat(Peak.of(other).orElseThrow().y()).isEqualTo(Peak.of(map).orElseThrow().y());
    assertThat(Peak.of(other).orElseThrow().x()).isEqualTo(Peak.of(map).orElseThrow().x());
    Centroid centroid = Centroid.of(map).orElseThrow();
    assertThat(Centroid.of(other).orElseThrow().y()).isCloseTo(centroid.y(), within(1e-5));
    assertThat(Centroid.of(other).orElseThrow().x()).isCloseTo(centroid.x(), within(1e-5));
  }

  @Test
  void mapsWithoutEvidenceHaveNeither() {
    for (Tensor map : SomeMaps.undefined()) {
      assertThat(Peak.of(map)).isEmpty();
      assertThat(Centroid.of(map)).isEmpty();
    }
  }

  @Test
  void theRangeDecidesWhetherAMapHasEvidence() {
    assertThat(Range.of(map(3, 2, -1, 0))).isEqualTo(new Range(-1, 2));
    assertThat(Range.of(map(3, 2, -1, 0)).hasEvidence()).isTrue();
    assertThat(Range.of(map(2, 3, 3))).isEqualTo(new Range(3, 3));
    assertThat(Range.of(map(2, 3, 3)).isFinite()).isTrue();
    assertThat(Range.of(map(2, 3, Float.NaN)).isFinite()).isFalse();
    for (Tensor map : SomeMaps.undefined()) {
      assertThat(Range.of(map).hasEvidence()).isFalse();
    }
  }
}
