package io.github.heatmill.saliency.similarity;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.saliency.SomeMaps;
import io.github.heatmill.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final Tensor MAP = map(2, 1, 2, 3, 6);

  @Test
  void isPearsonsCorrelationOfTheValues() {
    // Less the means 3 and 2: -2 -1 0 3 and 2 -1 -1 0; products -4 + 1 = -3; squares 14 and 6.
    assertThat(Correlation.of(MAP, map(2, 4, 1, 1, 2)))
        .isCloseTo(-3 / Math.sqrt(84), within(1e-15));
  }

  @Test
  void ofAMapWithItselfIsOneAndWithItsNegativeMinusOne() {
    assertThat(Correlation.of(MAP, MAP)).isEqualTo(1);
    assertThat(Correlation.of(MAP, changed(MAP, v -> 5 - 2 * v))).isEqualTo(-1);
  }

  @Test
  void isSymmetricWithinBoundsAndFreeOfScaleAndOffset() {
    Random random = new Random(31);
    for (int i = 0; i < 100; i++) {
      Tensor one = SomeMaps.random(random, 5, 3);
      Tensor other = SomeMaps.random(random, 5, 3);
      double correlation = Correlation.of(one, other);
      assertThat(correlation).isBetween(-1.0, 1.0).isEqualTo(Correlation.of(other, one));
      assertThat(Correlation.of(changed(one, v -> 4 * v - 3), other))
          .isCloseTo(correlation, within(1e-5));
    }
  }

  @Test
  void valuesAtTheEndsOfFloat32DoNotOverflow() {
    float most = Float.MAX_VALUE;
    assertThat(Correlation.of(map(2, most, -most), map(2, Float.MIN_VALUE, 0))).isEqualTo(1);
  }

  @Test
  void isUndefinedForMapsWithoutEvidence() {
    for (Tensor map : SomeMaps.undefined()) {
      Tensor ramp = Tensor.zeros(map.shape());
      for (int i = 0; i < map.size(); i++) {
        ramp.values()[i] = i;
      }
      assertThat(Correlation.of(map, ramp)).isNaN();
      assertThat(Correlation.of(ramp, map)).isNaN();
    }
  }

  @Test
  void mapsOfDifferentShapesAreRefused() {
    assertThatThrownBy(() -> Correlation.of(MAP, map(4, 1, 2, 3, 6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Maps cannot be compared: [2, 2] and [1, 4] (must have the same shape)");
  }
}
