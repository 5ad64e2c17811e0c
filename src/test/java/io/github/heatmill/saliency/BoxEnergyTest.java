package io.github.heatmill.saliency;

import static io.github.heatmill.saliency.SomeMaps.changed;
import static io.github.heatmill.saliency.SomeMaps.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.image.Geometry;
import io.github.heatmill.image.Size;
import io.github.heatmill.metric.Saliency;
import io.github.heatmill.metric.localisation.EnergyPointingGame;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.AnnotatedObject;
import io.github.heatmill.truth.AnnotatedObject.Kind;
import io.github.heatmill.truth.Annotation;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.GroundTruth;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxEnergyTest {
  private static final Size PICTURE = new Size(4, 1);

  /** Enlarged to 4 pixels: 0, 1/4, 3/4 and 1 of its range, of sum 2. */
  private static final Tensor MAP = map(2, 3, 7);

  @Test
  void isTheShareOfTheEnlargedMapOnTheBoxes() {
    assertThat(BoxEnergy.of(MAP, List.of(new Box(1, 0, 2, 1)), PICTURE)).isEqualTo(0.5);
    assertThat(BoxEnergy.of(MAP, List.of(new Box(3, 0, 1, 1)), PICTURE)).isEqualTo(0.5);
    assertThat(BoxEnergy.of(MAP, List.of(new Box(0, 0, 4, 1)), PICTURE)).isEqualTo(1);
    assertThat(BoxEnergy.of(MAP, List.of(new Box(0, 0, 1, 1)), PICTURE)).isEqualTo(0);
  }

  @Test
  void pixelsOfSeveralBoxesCountOnce() {
    List<Box> boxes = List.of(new Box(1, 0, 2, 1), new Box(2, 0, 2, 1), new Box(2, 0, 1, 1));
    // (1/4 + 3/4 + 1) / 2
    assertThat(BoxEnergy.of(MAP, boxes, PICTURE)).isEqualTo(1);
    assertThat(BoxEnergy.of(MAP, boxes.subList(1, 3), PICTURE)).isEqualTo(0.875);
  }

  @Test
  void pixelsCountIfTheirCentresAreInside() {
    // Centres 0.5, 1.5, 2.5, 3.5; the left edge is inside, the right one outside.
    assertThat(BoxEnergy.of(MAP, List.of(new Box(1.5, 0, 2, 1)), PICTURE)).isEqualTo(0.5);
    assertThat(BoxEnergy.of(MAP, List.of(new Box(1.6, 0.4, 2, 0.2)), PICTURE)).isEqualTo(0.875);
  }

  @Test
  void aBoxBetweenCentresHasThePixelInItsMiddle() {
    assertThat(BoxEnergy.of(MAP, List.of(new Box(2.6, 0, 0.3, 1)), PICTURE)).isEqualTo(0.375);
  }

  @Test
  void boxesBeyondThePictureCountWithTheirPartInside() {
    assertThat(BoxEnergy.of(MAP, List.of(new Box(3, -5, 100, 100)), PICTURE)).isEqualTo(0.5);
    assertThat(BoxEnergy.of(MAP, List.of(new Box(-9, 0, 11, 1), new Box(9, 9, 1, 1)), PICTURE))
        .isEqualTo(0.125);
  }

  @Test
  void isUndefinedWithoutABoxInThePicture() {
    assertThat(BoxEnergy.of(MAP, List.of(), PICTURE)).isNaN();
    assertThat(BoxEnergy.of(MAP, List.of(new Box(4, 0, 3, 1)), PICTURE)).isNaN();
    assertThat(BoxEnergy.of(MAP, List.of(new Box(-2, 0, 2, 1)), PICTURE)).isNaN();
  }

  @Test
  void isUndefinedForMapsWithoutEvidence() {
    List<Box> all = List.of(new Box(0, 0, 9, 9));
    for (Tensor map : SomeMaps.undefined()) {
      assertThat(BoxEnergy.of(map, all, new Size(9, 9))).isNaN();
    }
    // Only the second and the fifth of six places remain in a picture of two pixels.
    assertThat(BoxEnergy.of(map(6, 9, 2, 0, 0, 2, 7), all, new Size(2, 1))).isNaN();
    assertThat(BoxEnergy.of(map(6, 9, 2, Float.NaN, 0, 3, 7), all, new Size(2, 1))).isNaN();
  }

  @Test
  void equalsTheMetricOfTheEnlargedMap() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      int height = i % 4 == 0 ? 7 : 1 + random.nextInt(20);
      int width = i % 4 == 0 ? 7 : i % 4 == 1 ? 9 : 1 + random.nextInt(20);
      Size picture = new Size(1 + random.nextInt(60), 1 + random.nextInt(60));
      Tensor map = SomeMaps.random(random, height, width);
      List<Box> boxes = boxes(random, picture);
      double expected = metric(map, boxes, picture);
      double share = new BoxEnergy(height, width, picture).share(map, boxes);
      if (Double.isNaN(expected)) {
        assertThat(share).as("%s %s %s", map, boxes, picture).isNaN();
      } else {
        assertThat(share).as("%s %s %s", map, boxes, picture).isCloseTo(expected, within(1e-6));
        assertThat(share).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void equalsTheMetricAtTheSizesOfNetworks() {
    Random random = new Random(12);
    Size picture = new Size(224, 224);
    BoxEnergy energy = new BoxEnergy(7, 7, picture);
    BoxEnergy wide = new BoxEnergy(14, 9, picture);
    for (int i = 0; i < 100; i++) {
      Tensor map = SomeMaps.random(random, 7, 7);
      Tensor other = SomeMaps.random(random, 14, 9);
      List<Box> boxes = boxes(random, picture);
      check(energy.share(map, boxes), metric(map, boxes, picture));
      check(wide.share(other, boxes), metric(other, boxes, picture));
    }
  }

  private static void check(double share, double expected) {
    assertThat(share).isCloseTo(expected, within(1e-6));
  }

  /** Of halves and of any numbers, partly outside, some of them thin. */
  private static List<Box> boxes(Random random, Size picture) {
    List<Box> boxes = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      double unit = random.nextBoolean() ? 0.5 : 1 / 3.0 + random.nextDouble();
      double x = Math.rint(random.nextInt(2 * picture.width()) - picture.width() / 2.0) * unit;
      double y = Math.rint(random.nextInt(2 * picture.height()) - picture.height() / 2.0) * unit;
      double width = (1 + random.nextInt(picture.width())) * unit;
      boxes.add(new Box(x, y, width, (1 + random.nextInt(picture.height())) * unit / 2));
    }
    return boxes;
  }

  private static double metric(Tensor map, List<Box> boxes, Size picture) {
    AnnotatedObject[] objects =
        boxes.stream()
            .map(box -> new AnnotatedObject("", box, Kind.NORMAL))
            .toArray(AnnotatedObject[]::new);
    Geometry whole = new Geometry(picture, picture, picture);
    Region region =
        GroundTruth.of(Annotation.of(objects), whole).objects().stream()
            .map(VisibleObject::pixels)
            .reduce(Region.empty(picture.height(), picture.width()), Region::union);
    return Saliency.measurable(map, picture)
        .filter(saliency -> !region.isEmpty())
        .map(saliency -> new EnergyPointingGame().value(saliency, region))
        .orElse(Double.NaN);
  }

  @Test
  void boxesAsNumbersAreBoxes() {
    BoxEnergy energy = new BoxEnergy(1, 2, PICTURE);
    assertThat(energy.share(MAP, new double[] {2, 0, 2, 1, 2, 0, 1, 1})).isEqualTo(0.875);
    assertThat(energy.share(MAP, new double[0])).isNaN();
    assertThatThrownBy(() -> energy.share(MAP, new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid boxes: 5 numbers (must be x, y, width, height of each)");
    assertThatThrownBy(() -> energy.share(MAP, new double[] {2, 0, -2, 1}))
        .hasMessageContaining("Invalid box: -2.0 x 1.0 at 2.0, 0.0");
  }

  @Test
  void scaleAndOffsetDoNotCount() {
    Tensor map = SomeMaps.random(new Random(13), 7, 7);
    List<Box> boxes = List.of(new Box(20, 30, 70.5, 60));
    Size picture = new Size(224, 160);
    assertThat(BoxEnergy.of(changed(map, v -> 4 * v - 8), boxes, picture))
        .isCloseTo(BoxEnergy.of(map, boxes, picture), within(1e-6));
  }

  @Test
  void mapsOfAnotherSizeAreRefused() {
    BoxEnergy energy = new BoxEnergy(1, 2, PICTURE);
    assertThat(energy.fits(MAP, PICTURE)).isTrue();
    assertThat(energy.fits(MAP, new Size(5, 1))).isFalse();
    assertThat(energy.fits(map(1, 1, 2), PICTURE)).isFalse();
    assertThatThrownBy(() -> energy.share(map(1, 1, 2), List.of(new Box(0, 0, 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid size of a map: [2, 1] (must be [1, 2])");
  }
}
