package io.github.heatmill.metric.localisation;

import static io.github.heatmill.metric.Subjects.alone;
import static io.github.heatmill.metric.Subjects.located;
import static io.github.heatmill.metric.Subjects.map;
import static io.github.heatmill.metric.Subjects.object;
import static io.github.heatmill.metric.Subjects.randomMap;
import static io.github.heatmill.metric.Subjects.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.Measurement;
import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.MetricInput.LocatedObjects;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.VisibleObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnergyPointingGameTest {
  private static final String ID = "energy_pointing_game";

  /** Scaled to 0..1: 0, 1/4, 1/2, 1, of sum 7/4. */
  private static final Tensor MAP = map(2, 2, 3, 4, 6);

  @Test
  void itIsTheShareOfTheScaledMapOnTheObject() {
    // (1/4 + 1) / (7/4) = 5/7
    assertThat(value(ID, located(MAP, object("dog", MAP, 1, 3)))).isCloseTo(5.0 / 7, within(1e-15));
  }

  @Test
  void pixelsOfSeveralObjectsCountOnce() {
    MetricInput subject = located(MAP, object("dog", MAP, 1, 3), object("dog", MAP, 2, 3));
    assertThat(value(ID, subject)).isEqualTo(1);
  }

  @Test
  void everyLabelHasItsShare() {
    VisibleObject dog = object("dog", MAP, 3);
    List<VisibleObject> all =
        List.of(
            dog,
            object("tag", MAP, 2),
            object("tag", MAP, 2, 0),
            object("", MAP, 1),
            object("sky", MAP, 0));
    Measurement measured = new EnergyPointingGame().measure(located(MAP, List.of(dog), all));
    // 1, 1/2 + 0, 1/4 and 0 of 7/4; only the dog is measured.
    assertThat(measured.values()).containsExactly(new double[] {4.0 / 7}, within(1e-15));
    assertThat(measured.shares().get("dog")).isCloseTo(4.0 / 7, within(1e-15));
    assertThat(measured.shares().get("tag")).isCloseTo(2.0 / 7, within(1e-15));
    assertThat(measured.shares().get("")).isCloseTo(1.0 / 7, within(1e-15));
    assertThat(measured.shares()).contains(entry("sky", 0.0)).hasSize(4);
  }

  @Test
  void withoutObjectsNothingIsShared() {
    Measurement measured = new EnergyPointingGame().measure(alone(MAP));
    assertThat(measured.values()).containsExactly(Double.NaN);
    assertThat(measured.shares()).isEmpty();
  }

  @Test
  void aMapOfNothingIsUndefined() {
    Saliency none = new Saliency(MAP, Tensor.zeros(2, 2), Tensor.zeros(2, 2));
    LocatedObjects dog =
        new LocatedObjects(List.of(object("dog", MAP, 1)), List.of(object("dog", MAP, 1)));
    Measurement measured =
        new EnergyPointingGame()
            .measure(new MetricInput(none, 1, Optional.of(dog), Optional.empty(), copy -> 0));
    assertThat(measured.values()).containsExactly(Double.NaN);
    assertThat(measured.shares()).isEmpty();
  }

  @Test
  void shiftedToAllPlacesAMapHasTheShareOfTheArea() {
    Tensor map = randomMap(new Random(1), 3, 4);
    int[] pixels = {0, 1, 6, 7, 11};
    double sum = 0;
    for (int shift = 0; shift < 12; shift++) {
      float[] values = new float[12];
      for (int i = 0; i < 12; i++) {
        int y = (i / 4 + shift / 4) % 3;
        int x = (i % 4 + shift % 4) % 4;
        values[y * 4 + x] = map.values()[i];
      }
      Tensor shifted = map(4, values);
      sum += value(ID, located(shifted, object("dog", shifted, pixels)));
    }
    assertThat(sum / 12).isCloseTo(5.0 / 12, within(1e-14));
  }

  @Test
  void aMapThatIsUniformButForOnePixelHasTheShareOfTheArea() {
    float[] values = new float[100];
    Arrays.fill(values, 0.7f);
    values[99] = 0.6f; // Scaled, it is 0 and all others are 1.
    Tensor map = map(10, values);
    assertThat(value(ID, located(map, object("dog", map, 10, 11, 12))))
        .isCloseTo(3.0 / 99, within(1e-15));
  }

  @Test
  void noiseHasTheShareOfTheArea() {
    Random random = new Random(2);
    double sum = 0;
    for (int i = 0; i < 500; i++) {
      Tensor noise = randomMap(random, 10, 10);
      sum += value(ID, located(noise, object("dog", noise, 3, 4, 13, 14, 23, 24)));
    }
    // The share of one map has a standard deviation of about 0.014; 500 maps of 0.0006.
    assertThat(sum / 500).isCloseTo(0.06, within(0.002));
  }
}
