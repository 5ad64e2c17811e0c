package io.github.heatmill.metric.localisation;

import static io.github.heatmill.metric.Subjects.alone;
import static io.github.heatmill.metric.Subjects.located;
import static io.github.heatmill.metric.Subjects.map;
import static io.github.heatmill.metric.Subjects.object;
import static io.github.heatmill.metric.Subjects.randomMap;
import static io.github.heatmill.metric.Subjects.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.metric.MetricInput;
import io.github.heatmill.metric.Metrics;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.truth.Box;
import io.github.heatmill.truth.Region;
import io.github.heatmill.truth.VisibleObject;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxIouTest {
  private static final Tensor MAP =
      map(
          4, //
          9, 8, 0, 0, //
          8, 0, 0, 0, //
          0, 0, 0, 5, //
          0, 0, 0, 0);

  @Test
  void theBestThresholdCounts() {
    // At 9 the box is 1 x 1, at 8 and at 5 it is 2 x 2, at 0 it is 4 x 4.
    assertThat(value("box_iou", located(MAP, object("dog", MAP, 0)))).isEqualTo(1);
    assertThat(value("box_iou", located(MAP, object("dog", MAP, 0, 5)))).isEqualTo(1);
    // 2 x 2 of 3 x 3 is 4/9, 3 x 3 of 4 x 4 is 9/16.
    assertThat(value("box_iou", located(MAP, object("dog", MAP, 0, 10)))).isEqualTo(9.0 / 16);
  }

  @Test
  void onlyTheLargestComponentCounts() {
    // The 5 is never the largest: 1 of 16 pixels remains, at the threshold 0.
    assertThat(value("box_iou", located(MAP, object("dog", MAP, 11)))).isEqualTo(1.0 / 16);
  }

  @Test
  void theObjectThatFitsBestCounts() {
    MetricInput subject = located(MAP, object("dog", MAP, 11), object("dog", MAP, 0, 5));
    assertThat(value("box_iou", subject)).isEqualTo(1);
  }

  @Test
  void pixelsThatTouchAtACornerAreConnected() {
    Tensor map = map(3, 1, 0, 0, 0, 1, 0, 0, 0, 0);
    assertThat(value("box_iou:threshold=1", located(map, object("dog", map, 0, 4)))).isEqualTo(1);
  }

  @Test
  void ofEquallyLargeComponentsTheFirstCounts() {
    Tensor map = map(3, 1, 0, 1);
    assertThat(value("box_iou:threshold=1", located(map, object("dog", map, 0)))).isEqualTo(1);
    assertThat(value("box_iou:threshold=1", located(map, object("dog", map, 2)))).isEqualTo(0);
  }

  @Test
  void aThresholdIsAShareOfTheRange() {
    Tensor map = map(8, 10, 11, 12, 14, 14, 14, 14, 14); // Scaled: 0, 1/4, 1/2, 1, ...
    MetricInput subject = located(map, object("dog", map, 2, 7));
    assertThat(value("box_iou:threshold=0.5", subject)).isEqualTo(1);
    assertThat(value("box_iou:threshold=0.6", subject)).isEqualTo(5.0 / 6);
    assertThat(value("box_iou:threshold=0.25", subject)).isEqualTo(6.0 / 7);
  }

  @Test
  void aQuantileIsAShareOfThePixels() {
    Tensor map = map(10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    MetricInput subject = located(map, object("dog", map, 7, 9));
    assertThat(value("box_iou:quantile=0.7", subject)).isEqualTo(1); // round(0.3 x 10) = 3 pixels
    assertThat(value("box_iou:quantile=0.9", subject)).isEqualTo(1.0 / 3);
    assertThat(value("box_iou:quantile=1", subject)).isEqualTo(1.0 / 3);
  }

  @Test
  void pixelsTiedWithAQuantileAreIn() {
    Tensor map = map(10, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5);
    assertThat(value("box_iou:quantile=0.7", located(map, object("dog", map, 2, 9)))).isEqualTo(1);
  }

  @Test
  void boxesMayEndWithinPixels() {
    Tensor map = map(2, 1, 0);
    VisibleObject dog =
        new VisibleObject("dog", new Box(0.5, 0, 1, 1), object("dog", map, 0, 1).pixels());
    // 0.5 of 1 + 1 - 0.5
    assertThat(value("box_iou:threshold=1", located(map, dog))).isCloseTo(1.0 / 3, within(1e-15));
  }

  @Test
  void theBestIsNoWorseThanAnyThresholdOrTheWholeImage() {
    Random random = new Random(1);
    for (int trial = 0; trial < 30; trial++) {
      Tensor map = randomMap(random, 6, 7);
      MetricInput subject =
          located(map, object("dog", map, random.nextInt(42), random.nextInt(42)));
      double best = value("box_iou", subject);
      Box box = subject.truth().orElseThrow().measured().get(0).box();
      assertThat(best).isGreaterThanOrEqualTo(box.width() * box.height() / 42);
      for (String one : new String[] {"threshold=0.2", "threshold=0.77", "quantile=0.8"}) {
        assertThat(best).isGreaterThanOrEqualTo(value("box_iou:" + one, subject));
      }
    }
  }

  @Test
  void itIsUndefinedWithoutObject() {
    assertThat(value("box_iou", alone(MAP))).isNaN();
    assertThat(value("box_iou", located(MAP))).isNaN();
  }

  @Test
  void aBoxWithoutPixelsIsStillABox() {
    VisibleObject box = new VisibleObject("dog", new Box(0, 0, 2, 2), Region.empty(4, 4));
    assertThat(value("box_iou", located(MAP, box))).isEqualTo(1);
  }

  @Test
  void itsDefinitionNamesTheThreshold() {
    assertThat(Metrics.metric("box_iou").definition()).contains("best for the image");
    assertThat(Metrics.metric("box_iou:threshold=0.2").definition()).contains("0.2 of its range");
    assertThat(Metrics.metric("box_iou:quantile=0.9").definition()).contains("its 0.9 quantile");
  }

  @Test
  void thresholdAndQuantileExcludeEachOther() {
    assertThatThrownBy(() -> Metrics.metric("box_iou:threshold=0.2,quantile=0.9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid options of box_iou: threshold=0.2 with quantile=0.9 (choose one)");
  }
}
