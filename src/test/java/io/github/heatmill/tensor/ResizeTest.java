package io.github.heatmill.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResizeTest {
  @Test
  void centresOfPixelsAreInterpolated() {
    Tensor maps = Tensor.of(new float[] {0, 4}, 1, 1, 2);
    // scale 2 / 4 = 0.5; positions 0.5 * (i + 0.5) - 0.5 = -0.25 (taken as 0), 0.25, 0.75, 1.25:
    // 0, 0.25 * 4, 0.75 * 4, and beyond the last centre the last value.
    assertThat(Resize.bilinear(maps, 1, 4).values()).containsExactly(0, 1, 3, 4);
  }

  @Test
  void bothAxesAreInterpolated() {
    Tensor maps = Tensor.of(new float[] {0, 1, 2, 3}, 1, 2, 2);
    // scale 2 / 3; positions (i + 0.5) * 2 / 3 - 0.5 = 0 (from -1/6), 0.5, 1.1667 (the last value).
    assertThat(Resize.bilinear(maps, 3, 3).values())
        .containsExactly(0, 0.5f, 1, 1, 1.5f, 2, 2, 2.5f, 3);
  }

  @Test
  void shrinkingDoesNotAverage() {
    Tensor maps = Tensor.of(new float[] {1, 0, 0, 8, 0, 0}, 1, 1, 6);
    // scale 6 / 2 = 3; positions 3 * 0.5 - 0.5 = 1 and 3 * 1.5 - 0.5 = 4: the values there.
    assertThat(Resize.bilinear(maps, 1, 2).values()).containsExactly(0, 0);
  }

  @Test
  void everyMapIsResizedByItself() {
    Tensor maps = Tensor.of(new float[] {1, 1, 1, 1, 7, 7, 7, 7}, 2, 2, 2);
    Tensor resized = Resize.bilinear(maps, 1, 3);
    assertThat(resized).isEqualTo(Tensor.of(new float[] {1, 1, 1, 7, 7, 7}, 2, 1, 3));
  }

  @Test
  void theSameSizeChangesNothing() {
    Tensor maps = Tensor.of(new float[] {3, 1, 4, 1, 5, 9}, 1, 2, 3);
    assertThat(Resize.bilinear(maps, 2, 3)).isEqualTo(maps);
  }

  @Test
  void aSingleValueFillsTheMap() {
    Tensor maps = Tensor.of(new float[] {2}, 1, 1, 1);
    assertThat(Resize.bilinear(maps, 2, 2).values()).containsOnly(2);
  }

  @Test
  void everyPixelHasTheBitsOfItsFourNeighboursMixedInFloat32() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int height = 1 + random.nextInt(20);
      int width = 1 + random.nextInt(20);
      Tensor map = Tensor.zeros(2, height, width);
      for (int j = 0; j < map.size(); j++) {
        map.values()[j] = (float) random.nextGaussian();
      }
      int newHeight = 1 + random.nextInt(40);
      int newWidth = 1 + random.nextInt(40);
      assertThat(Resize.bilinear(map, newHeight, newWidth))
          .isEqualTo(pixelByPixel(map, newHeight, newWidth));
    }
  }

  private static Tensor pixelByPixel(Tensor maps, int height, int width) {
    Interpolation rows = Interpolation.of(maps.length(1), height);
    Interpolation columns = Interpolation.of(maps.length(2), width);
    Tensor resized = Tensor.zeros(maps.length(0), height, width);
    for (int i = 0; i < resized.size(); i++) {
      int y = i / width % height;
      int x = i % width;
      int map = i / (height * width) * maps.length(1);
      float upper = columns.mix(maps.values(), (map + rows.low(y)) * maps.length(2), x);
      float lower = columns.mix(maps.values(), (map + rows.high(y)) * maps.length(2), x);
      resized.values()[i] = (1 - rows.weight(y)) * upper + rows.weight(y) * lower;
    }
    return resized;
  }

  @Test
  void otherShapesAreRefused() {
    assertThatThrownBy(() -> Resize.bilinear(Tensor.zeros(7, 7), 2, 2))
        .hasMessage("Invalid shape of maps: [7, 7] (must be (N, h, w))");
    assertThatThrownBy(() -> Resize.bilinear(Tensor.zeros(1, 7, 7), 0, 2))
        .hasMessage("Invalid size: 0 x 2 (height and width must be > 0)");
  }
}
