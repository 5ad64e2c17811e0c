package io.github.heatmill.metric.localisation;

import static io.github.heatmill.metric.Subjects.alone;
import static io.github.heatmill.metric.Subjects.located;
import static io.github.heatmill.metric.Subjects.map;
import static io.github.heatmill.metric.Subjects.object;
import static io.github.heatmill.metric.Subjects.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointingGameTest {

  @Test
  void theHighestPlaceHitsOrMisses() {
    Tensor map = map(2, -3, -1, -2, -4);
    assertThat(value("pointing_game", located(map, object("dog", map, 1)))).isEqualTo(1);
    assertThat(value("pointing_game", located(map, object("dog", map, 0, 2, 3)))).isEqualTo(0);
  }

  @Test
  void anyOfSeveralHighestPlacesMayHit() {
    Tensor map = map(3, 5, 1, 5);
    assertThat(value("pointing_game", located(map, object("dog", map, 2)))).isEqualTo(1);
    assertThat(value("pointing_game", located(map, object("dog", map, 1)))).isEqualTo(0);
  }

  @Test
  void anyOfSeveralObjectsMayBeHit() {
    Tensor map = map(2, 0, 1, 2, 3);
    MetricInput subject = located(map, object("dog", map, 0), object("dog", map, 3));
    assertThat(value("pointing_game", subject)).isEqualTo(1);
  }

  @Test
  void objectsThatAreNotMeasuredDoNotCount() {
    Tensor map = map(2, 0, 1, 2, 3);
    VisibleObject dog = object("dog", map, 0);
    MetricInput subject = located(map, List.of(dog), List.of(dog, object("tag", map, 3)));
    assertThat(value("pointing_game", subject)).isEqualTo(0);
  }

  @Test
  void aNearMissMustBeCloserThanTheTolerance() {
    Tensor map = Tensor.zeros(8, 8);
    map.values()[0] = 1;
    MetricInput subject = located(map, object("dog", map, 4 * 8 + 3)); // sqrt(4^2 + 3^2) = 5
    assertThat(value("pointing_game:tolerance=5", subject)).isEqualTo(0);
    assertThat(value("pointing_game:tolerance=6", subject)).isEqualTo(1);
  }

  @Test
  void aToleranceOfOnePixelIsNone() {
    Tensor map = map(3, 9, 0, 0);
    assertThat(value("pointing_game:tolerance=1", located(map, object("dog", map, 1))))
        .isEqualTo(0);
    assertThat(value("pointing_game:tolerance=1", located(map, object("dog", map, 0))))
        .isEqualTo(1);
    assertThat(value("pointing_game:tolerance=2", located(map, object("dog", map, 1))))
        .isEqualTo(1);
  }

  @Test
  void thePaperToleratesFifteenPixels() {
    Tensor map = Tensor.zeros(20, 20);
    map.values()[0] = 1;
    MetricInput at15 = located(map, object("dog", map, 9 * 20 + 12)); // sqrt(81 + 144) = 15
    MetricInput nearer = located(map, object("dog", map, 9 * 20 + 11)); // sqrt(81 + 121) = 14.2
    assertThat(value("pointing_game:paper", at15)).isEqualTo(0);
    assertThat(value("pointing_game:paper", nearer)).isEqualTo(1);
    assertThat(value("pointing_game", nearer)).isEqualTo(0);
  }

  @Test
  void toleranceDoesNotReachAroundTheEdge() {
    Tensor map = map(4, 0, 0, 0, 9, 0, 0, 0, 0);
    MetricInput subject = located(map, object("dog", map, 4)); // The next in memory, 3.2 away.
    assertThat(value("pointing_game:tolerance=2", subject)).isEqualTo(0);
    assertThat(value("pointing_game:tolerance=4", subject)).isEqualTo(1);
  }

  @Test
  void nearnessIsThatOfAllPairsOfPixels() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      BitSet pixels = new BitSet();
      pixels.set(random.nextInt(63));
      pixels.set(random.nextInt(63));
      Region region = Region.of(7, 9, pixels);
      int at = random.nextInt(63);
      int distance = 1 + random.nextInt(9);
      boolean near =
          region
              .indices()
              .anyMatch(i -> Math.hypot(i / 9 - at / 9, i % 9 - at % 9) < distance - 1e-9);
      assertThat(new PointingGame.RegionRows(region).comesNear(at / 9, at % 9, distance))
          .isEqualTo(near);
    }
  }

  @Test
  void itIsUndefinedWithoutObject() {
    Tensor map = map(2, 0, 1, 2, 3);
    VisibleObject unseen = new VisibleObject("dog", new Box(0, 0, 1, 1), Region.empty(2, 2));
    assertThat(value("pointing_game", alone(map))).isNaN();
    assertThat(value("pointing_game", located(map))).isNaN();
    assertThat(value("pointing_game", located(map, unseen))).isNaN();
  }

  @Test
  void itsDefinitionNamesTheTolerance() {
    assertThat(Metrics.metric("pointing_game").definition()).contains("without tolerance");
    assertThat(Metrics.metric("pointing_game:paper").definition()).contains("less than 15 px");
    assertThat(Metrics.metric("pointing_game:tolerance=7").definition()).contains("than 7 px");
  }

  @Test
  void thePaperHasNoOtherTolerance() {
    assertThatThrownBy(() -> Metrics.metric("pointing_game:paper,tolerance=3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid options of pointing_game: paper with tolerance=3"
                + " (paper is tolerance=15; choose one)");
  }
}
