package io.github.heatmill.saliency.similarity;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.saliency.SomeMaps;
import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionOverlapTest {
  private static final Tensor MAP = map(5, 1, 2, 3, 4, 5);
  private static final Tensor OTHER = map(5, 1, 2, 4, 3, 5);

  @Test
  void isTheIntersectionOfTheHighestRegionsOverTheirUnion() {
    // 0.75 of 4 is index 3: values at or above 4, places 3 4 and 2 4; 1 of 3 places.
    assertThat(RegionOverlap.of(MAP, OTHER, 0.75)).isEqualTo(1 / 3.0);
    // Index 2: at or above 3, places 2 3 4 and 2 3 4.
    assertThat(RegionOverlap.of(MAP, OTHER, 0.5)).isEqualTo(1);
    // 0.8 of 4 is 3.2, so index 4: the highest place of each.
    assertThat(RegionOverlap.of(MAP, OTHER, 0.8)).isEqualTo(1);
    assertThat(RegionOverlap.of(MAP, map(5, 5, 4, 3, 2, 1), 0.8)).isEqualTo(0);
  }

  @Test
  void roundingOfTheQuantileDoesNotShrinkTheRegion() {
    // 0.55 of 20 is 11.000000000000002 in doubles, and means index 11.
    Tensor ramp = Tensor.zeros(3, 7);
    Tensor swapped = Tensor.zeros(3, 7);
    for (int i = 0; i < 21; i++) {
      ramp.values()[i] = i;
      swapped.values()[i] = i == 11 ? 0 : i == 0 ? 11 : i;
    }
    // Regions of 10 places, of which 9 are common, are 11 in all.
    assertThat(RegionOverlap.of(ramp, swapped, 0.55)).isEqualTo(9 / 11.0);
  }

  @Test
  void theMinimumIsNeverInARegion() {
    // At 0 all places above the minimum: 1 2 and 0 2.
    assertThat(RegionOverlap.of(map(3, 0, 1, 1), map(3, 1, 0, 1), 0)).isEqualTo(1 / 3.0);
    // Half of the values are the minimum, which the quantile 0.25 is as well.
    assertThat(RegionOverlap.of(map(4, 0, -0f, 0, 7), map(4, 0, 0, 3, 7), 0.25)).isEqualTo(0.5);
  }

  @Test
  void tiesAreInTheRegion() {
    // Index 3 is 2 in both: places 1 2 3 and 2 3.
    assertThat(RegionOverlap.of(map(4, 1, 2, 2, 2), map(4, 0, 1, 2, 2), 0.9)).isEqualTo(2 / 3.0);
  }

  @Test
  void equalsThresholdsAtInterpolatedPercentiles() {
    Random random = new Random(41);
    for (int i = 0; i < 2000; i++) {
      Tensor one = ties(random);
      Tensor other = ties(random);
      double quantile = random.nextBoolean() ? random.nextInt(20) / 20.0 : random.nextDouble();
      double overlap = RegionOverlap.of(one, other, quantile);
      assertThat(overlap).isEqualTo(thresholded(one, other, quantile)).isBetween(0.0, 1.0);
      assertThat(RegionOverlap.of(other, one, quantile)).isEqualTo(overlap);
      assertThat(RegionOverlap.of(changed(one, v -> 2 * v + 64), other, quantile))
          .isEqualTo(overlap);
      assertThat(RegionOverlap.of(one, one, quantile)).isEqualTo(1);
    }
  }

  private static Tensor ties(Random random) {
    int values = 2 + random.nextInt(60);
    Tensor map = changed(Tensor.zeros(7, 7), v -> random.nextInt(values) - 9);
    map.values()[random.nextInt(49)] = 60; // Not flat.
    return map;
  }

  private static double thresholded(Tensor one, Tensor other, double quantile) {
    int both = 0;
    int any = 0;
    for (int i = 0; i < one.size(); i++) {
      boolean in = isIn(one, i, quantile);
      boolean otherIn = isIn(other, i, quantile);
      both += in && otherIn ? 1 : 0;
      any += in || otherIn ? 1 : 0;
    }
    return (double) both / any;
  }

  /** The percentile interpolated linearly between two neighbours of the order. */
  private static boolean isIn(Tensor map, int place, double quantile) {
    float[] sorted = map.values().clone();
    Arrays.sort(sorted);
    double position = quantile * (sorted.length - 1);
    int low = (int) (position + 1e-9);
    double share = Math.max(0, position - low);
    double percentile =
        share < 1e-9 ? sorted[low] : (1 - share) * sorted[low] + share * sorted[low + 1];
    return map.values()[place] >= percentile && map.values()[place] > sorted[0];
  }

  @Test
  void theKeyAtAnIndexIsThatOfTheSortedValues() {
    Random random = new Random(42);
    for (int i = 0; i < 500; i++) {
      float[] values = new float[1 + random.nextInt(70)];
      for (int j = 0; j < values.length; j++) {
        values[j] = random.nextInt(3) == 0 ? -0f : (float) (random.nextGaussian() * 1e30);
      }
      int[] keys = SortKeys.keys(values);
      Arrays.sort(values);
      int index = random.nextInt(values.length);
      assertThat(SortKeys.selected(keys, index)).isEqualTo(SortKeys.key(values[index]));
    }
  }

  @Test
  void isUndefinedForMapsWithoutEvidence() {
    for (Tensor map : SomeMaps.undefined()) {
      Tensor ramp = Tensor.zeros(map.shape());
      for (int i = 0; i < map.size(); i++) {
        ramp.values()[i] = i;
      }
      assertThat(RegionOverlap.of(map, ramp, 0.5)).isNaN();
      assertThat(RegionOverlap.of(ramp, map, 0.5)).isNaN();
    }
  }

  @Test
  void quantilesOutsideAndDifferentShapesAreRefused() {
    assertThatThrownBy(() -> RegionOverlap.of(MAP, OTHER, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid quantile: 1.0 (must be at least 0 and below 1)");
    assertThatThrownBy(() -> RegionOverlap.of(MAP, OTHER, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> RegionOverlap.of(MAP, map(1, 1, 2, 3, 4, 5), 0.5))
        .hasMessage("Maps cannot be compared: [1, 5] and [5, 1] (must have the same shape)");
  }
}
