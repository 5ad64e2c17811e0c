package io.github.heatmill.saliency.similarity;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.saliency.Range;
import io.github.heatmill.saliency.SomeMaps;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarthMoversDistanceTest {
  private static final double DIAGONAL = Math.sqrt(2);

  @Test
  void isHowFarOneSpotMustMove() {
    // From the first to the last of four columns: 3/4 of the side.
    assertThat(EarthMoversDistance.of(map(4, 1, 0, 0, 0), map(4, 0, 0, 0, 1)))
        .isCloseTo(0.75 / DIAGONAL, within(1e-12));
    // From corner to corner of 2 x 2: 1/2 down and 1/2 across, half of the diagonal.
    assertThat(EarthMoversDistance.of(map(2, 1, 0, 0, 0), map(2, 0, 0, 0, 1)))
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void evidenceTakesTheCheapestWay() {
    // Evidence 1/2 1/2 0 0 to 0 0 1/2 1/2, of columns 1/4 apart: 2 columns each, however paired.
    assertThat(EarthMoversDistance.of(map(4, 3, 3, 1, 1), map(4, 0, 0, 9, 9)))
        .isCloseTo(0.5 / DIAGONAL, within(1e-12));
    // Both keep 1/2 in the middle, and the other half moves by two columns of three.
    assertThat(EarthMoversDistance.of(map(3, 1, 1, 0), map(3, 0, 1, 1)))
        .isCloseTo(1 / 3.0 / DIAGONAL, within(1e-12));
  }

  @Test
  void pairsAreChosenTogetherAndNotOneByOne() {
    // 3 x 3; from the places (0, 0) and (0, 1) to (1, 1) and (2, 2), in places: straight down 1 and
    // across sqrt(8) cost more than sqrt(2) and sqrt(5): 3.828 and 3.650, of half of the evidence.
    Tensor from = map(3, 1, 1, 0, 0, 0, 0, 0, 0, 0);
    Tensor to = map(3, 0, 0, 0, 0, 1, 0, 0, 0, 1);
    assertThat(EarthMoversDistance.of(from, to))
        .isCloseTo((Math.sqrt(2) + Math.sqrt(5)) / 2 / 3 / DIAGONAL, within(1e-12));
  }

  @Test
  void alongALineItIsTheAreaBetweenTheRunningSums() {
    Random random = new Random(51);
    for (int i = 0; i < 200; i++) {
      int length = 2 + random.nextInt(15);
      Tensor one = SomeMaps.random(random, 1, length);
      Tensor other = SomeMaps.random(random, 1, length);
      double expected = line(one, other);
      assertThat(EarthMoversDistance.of(one, other)).isCloseTo(expected, within(1e-9));
      assertThat(EarthMoversDistance.of(one.reshape(length, 1), other.reshape(length, 1)))
          .isCloseTo(expected, within(1e-9));
    }
  }

  private static double line(Tensor one, Tensor other) {
    double sum = 0;
    double otherSum = 0;
    double minimum = minimum(one);
    double otherMinimum = minimum(other);
    for (int i = 0; i < one.size(); i++) {
      sum += one.values()[i] - minimum;
      otherSum += other.values()[i] - otherMinimum;
    }
    double ahead = 0;
    double area = 0;
    for (int i = 0; i < one.size(); i++) {
      ahead += (one.values()[i] - minimum) / sum - (other.values()[i] - otherMinimum) / otherSum;
      area += Math.abs(ahead) / one.size();
    }
    return area / DIAGONAL;
  }

  private static double minimum(Tensor map) {
    return Range.of(map).minimum();
  }

  @Test
  void isTheBestOfAllAssignmentsOfEqualSpots() {
    Random random = new Random(52);
    for (int i = 0; i < 100; i++) {
      int[] from = random.ints(0, 49).distinct().limit(6).toArray();
      int[] to = random.ints(0, 49).distinct().limit(6).toArray();
      double best = best(from, to, 0) / 6 / 7 / DIAGONAL;
      assertThat(EarthMoversDistance.of(spots(from), spots(to))).isCloseTo(best, within(1e-12));
    }
  }

  private static Tensor spots(int[] places) {
    Tensor map = Tensor.zeros(7, 7);
    for (int place : places) {
      map.values()[place] = 1;
    }
    return map;
  }

  /** The cheapest of all orders of the rest of the targets. */
  private static double best(int[] from, int[] to, int at) {
    if (at == from.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int i = at; i < to.length; i++) {
      int target = to[i];
      to[i] = to[at];
      to[at] = target;
      double step = Math.hypot(from[at] / 7 - target / 7, from[at] % 7 - target % 7);
      best = Math.min(best, step + best(from, to, at + 1));
      to[at] = to[i];
      to[i] = target;
    }
    return best;
  }

  @Test
  void isAMetricAndFreeOfScaleAndOffset() {
    Random random = new Random(53);
    for (int i = 0; i < 30; i++) {
      Tensor a = SomeMaps.random(random, 6, 5);
      Tensor b = SomeMaps.random(random, 6, 5);
      Tensor c = SomeMaps.random(random, 6, 5);
      double ab = EarthMoversDistance.of(a, b);
      assertThat(ab).isBetween(0.0, 1.0);
      assertThat(EarthMoversDistance.of(b, a)).isCloseTo(ab, within(1e-9));
      assertThat(ab + EarthMoversDistance.of(b, c))
          .isGreaterThan(EarthMoversDistance.of(a, c) - 1e-9);
      assertThat(EarthMoversDistance.of(changed(a, v -> 4 * v - 8), b)).isCloseTo(ab, within(1e-6));
      assertThat(EarthMoversDistance.of(a, a)).isEqualTo(0);
    }
  }

  @Test
  void isUndefinedForMapsWithoutEvidence() {
    for (Tensor map : SomeMaps.undefined()) {
      Tensor ramp = Tensor.zeros(map.shape());
      for (int i = 0; i < map.size(); i++) {
        ramp.values()[i] = i;
      }
      assertThat(EarthMoversDistance.of(map, ramp)).isNaN();
      assertThat(EarthMoversDistance.of(ramp, map)).isNaN();
    }
  }

  @Test
  void mapsOfDifferentShapesAreRefused() {
    assertThatThrownBy(() -> EarthMoversDistance.of(map(2, 1, 2), map(1, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Maps cannot be compared: [1, 2] and [2, 1] (must have the same shape)");
  }
}
