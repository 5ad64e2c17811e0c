package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PillowResizeTest {
  private final Pixels source = Fixtures.png("source.png");

  @ParameterizedTest
  @CsvSource({"23, 17", "40, 45", "61, 31", "150, 97", "100, 20", "8, 8"})
  void everyPixelIsAsInPillow(int width, int height) {
    Size size = new Size(width, height);
    Pixels resized = PillowResize.apply(source, new Geometry(source.size(), size, size));
    assertThat(resized).isEqualTo(Fixtures.png("resized-" + width + "x" + height + ".png"));
  }

  @Test
  void theWindowIsCutOutOfTheSamePixels() {
    // 45 rows to 32, 61 columns to int(32 * 61 / 45) = int(43.38) = 43.
    Geometry geometry = new Geometry(source.size(), new Size(43, 32), new Size(24, 24));
    assertThat(PillowResize.apply(source, geometry))
        .isEqualTo(Fixtures.png("resized-32-cropped-24.png"));
  }

  @Test
  void theSameSizeChangesNothing() {
    Geometry geometry = new Geometry(source.size(), source.size(), source.size());
    assertThat(PillowResize.apply(source, geometry)).isEqualTo(source);
  }
}
