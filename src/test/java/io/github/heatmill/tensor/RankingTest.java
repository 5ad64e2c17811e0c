package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void theLargestComeFirst() {
    assertThat(Ranking.largest(new double[] {0.1, 0.7, 0.2}, 2)).containsExactly(1, 2);
  }

  @Test
  void tiesKeepTheOrderOfTheirIndices() {
    assertThat(Ranking.largest(new double[] {1, 3, 1, 3, 1}, 5)).containsExactly(1, 3, 0, 2, 4);
  }

  @Test
  void nanComesLast() {
    double[] values = {Double.NaN, Double.NEGATIVE_INFINITY, 1};
    assertThat(Ranking.largest(values, 3)).containsExactly(2, 1, 0);
  }

  @Test
  void noMoreAreGivenThanThereAre() {
    assertThat(Ranking.largest(new double[] {5}, 3)).containsExactly(0);
  }

  @Test
  void allPlacesAreOrderedFromTheLargestOn() {
    float[] values = {-1, 2, Float.NEGATIVE_INFINITY, -0.5f, Float.MIN_VALUE, 1e30f};
    assertThat(Ranking.descending(values)).containsExactly(5, 1, 4, 3, 0, 2);
  }

  @Test
  void tiesOfAllPlacesKeepTheirOrderAndNaNComesLast() {
    float[] values = {Float.NaN, 0f, 7, -0f, 7, 0f, Float.NEGATIVE_INFINITY};
    assertThat(Ranking.descending(values)).containsExactly(2, 4, 1, 3, 5, 6, 0);
  }

  @Test
  void manyPlacesAreOrderedAsAnyStableSortOrdersThem() {
    Random random = new Random(1);
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      int bits = random.nextInt();
      values[i] = i % 3 == 0 ? random.nextInt(50) - 25 : Float.intBitsToFloat(bits); // Any float.
    }
    double[] descending = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      descending[i] = values[i];
    }
    assertThat(Ranking.descending(values)).isEqualTo(Ranking.largest(descending, 5000));
  }
}
