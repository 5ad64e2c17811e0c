package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeometryTest {
  private static final Preprocessing IMAGENET = Preprocessing.imageNet();

  @Test
  void theLongerSideIsCutOffToWholePixels() {
    // int(256 * 500 / 349) = int(366.76) = 366, as in torchvision.
    Geometry geometry = IMAGENET.geometry(new Size(500, 349));
    assertThat(geometry.resized()).isEqualTo(new Size(366, 256));
    assertThat(IMAGENET.geometry(new Size(349, 500)).resized()).isEqualTo(new Size(256, 366));
  }

  @Test
  void halvesAreRoundedToEven() {
    // (345 - 224) / 2 = 60.5, to 60; (227 - 224) / 2 = 1.5, to 2.
    assertThat(geometry(new Size(345, 227)).left()).isEqualTo(60);
    assertThat(geometry(new Size(345, 227)).top()).isEqualTo(2);
  }

  @Test
  void paddingPutsTheOddPixelLast() {
    // (224 - 221) // 2 = 1 before, and 2 after.
    assertThat(geometry(new Size(221, 224)).left()).isEqualTo(-1);
    assertThat(geometry(new Size(221, 224)).top()).isZero();
  }

  @Test
  void boxesGoWhereThePixelsGo() {
    // 512 x 1024 to 256 x 512: scale 0.5; left (256 - 224) / 2 = 16, top (512 - 224) / 2 = 144.
    Geometry geometry = IMAGENET.geometry(new Size(512, 1024));
    assertThat(geometry.scaleX()).isEqualTo(0.5);
    assertThat(geometry.scaleY()).isEqualTo(0.5);
    assertThat(geometry.x(100)).isEqualTo(34); // 100 * 0.5 - 16
    assertThat(geometry.y(500)).isEqualTo(106); // 500 * 0.5 - 144
    assertThat(geometry.sourceX(34)).isEqualTo(100);
    assertThat(geometry.sourceY(106)).isEqualTo(500);
  }

  private static Geometry geometry(Size resized) {
    return new Geometry(new Size(1000, 1000), resized, new Size(224, 224));
  }
}
