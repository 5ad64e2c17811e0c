package io.github.heatmill.saliency.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.saliency.SomeMaps;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Tests how maps are reduced before their evidence is moved. */
class AreaSumsTest {

  @Test
  void wholePlacesAreAdded() {
    assertThat(EarthMoversDistance.AreaSums.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 1, 2))
        .containsExactly(14, 22);
  }

  @Test
  void aPlaceThatIsCutIsShared() {
    // Of three columns into two, the middle one is halved.
    assertThat(EarthMoversDistance.AreaSums.of(new double[] {1, 4, 2}, 3, 1, 2))
        .containsExactly(3, 4);
    // Of five rows into three: 1, 2/3 of the second; its rest, the third, a rest; and so on.
    assertThat(EarthMoversDistance.AreaSums.of(new double[] {1, 3, 5, 6, 7}, 1, 3, 1))
        .containsExactly(new double[] {3, 1 + 5 + 2, 4 + 7}, within(1e-12));
  }

  @Test
  void theSumStays() {
    double[] values = new double[40 * 23];
    Random random = new Random(61);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble();
    }
    assertThat(DoubleStream.of(EarthMoversDistance.AreaSums.of(values, 23, 16, 16)).sum())
        .isCloseTo(DoubleStream.of(values).sum(), within(1e-9));
  }

  @Test
  void theDistanceOfLargeMapsIsThatOfTheReducedOnes() {
    // Blocks of 2 x 2 equal places are one place of half the size.
    Random random = new Random(62);
    Tensor one = SomeMaps.random(random, 16, 16);
    Tensor other = SomeMaps.random(random, 16, 16);
    assertThat(EarthMoversDistance.of(doubled(one), doubled(other)))
        .isCloseTo(EarthMoversDistance.of(one, other), within(1e-9));
  }

  @Test
  void theDistanceOfSpotsInLargeMapsIsOffByLessThanAPlace() {
    Tensor one = Tensor.zeros(56, 224);
    Tensor other = Tensor.zeros(56, 224);
    one.values()[10 * 224 + 20] = 1;
    other.values()[50 * 224 + 200] = 1;
    double exact = Math.hypot(40 / 56.0, 180 / 224.0) / Math.sqrt(2);
    assertThat(EarthMoversDistance.of(one, other)).isCloseTo(exact, within(1 / 16.0));
  }

  private static Tensor doubled(Tensor map) {
    int width = map.length(1);
    Tensor doubled = Tensor.zeros(2 * map.length(0), 2 * width);
    for (int i = 0; i < doubled.size(); i++) {
      int y = i / (2 * width) / 2;
      doubled.values()[i] = map.values()[y * width + i % (2 * width) / 2];
    }
    return doubled;
  }
}
