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
    Pixels resized =
        PillowResize.apply(
            source, new Geometry(source.size(), size, size), ResizeFilter.BILINEAR, 0);
    assertThat(resized).isEqualTo(Fixtures.png("resized-" + width + "x" + height + ".png"));
  }

  @Test
  void theWindowIsCutOutOfTheSamePixels() {
    // 45 rows to 32, 61 columns to int(32 * 61 / 45) = int(43.38) = 43.
    Geometry geometry = new Geometry(source.size(), new Size(43, 32), new Size(24, 24));
    assertThat(PillowResize.apply(source, geometry, ResizeFilter.BILINEAR, 0))
        .isEqualTo(Fixtures.png("resized-32-cropped-24.png"));
  }

  @ParameterizedTest
  @CsvSource({
    "nearest, 23, 17", "box, 23, 17", "hamming, 23, 17", "bicubic, 23, 17", "lanczos, 23, 17",
    "nearest, 100, 20", "box, 100, 20", "hamming, 100, 20", "bicubic, 100, 20", "lanczos, 100, 20"
  })
  void everyFilterIsPillows(String filter, int width, int height) {
    assertThat(resized(ResizeFilter.named(filter), width, height))
        .isEqualTo(Fixtures.png("resized-" + filter + "-" + width + "x" + height + ".png"));
  }

  @ParameterizedTest
  @CsvSource({
    "nearest-edge, 23, 17",
    "nearest-edge, 100, 20",
    "bilinear-no-antialias, 23, 17",
    "bicubic-no-antialias, 23, 17",
    "area, 23, 17",
    "bilinear-no-antialias, 100, 20",
    "bicubic-no-antialias, 100, 20",
    "area, 100, 20"
  })
  void withoutAntialiasingItIsPyTorchs(String filter, int width, int height) {
    Pixels seen = resized(ResizeFilter.named(filter), width, height);
    Pixels expected = Fixtures.png("resized-" + filter + "-" + width + "x" + height + ".png");
    // A value in the middle of two levels may be rounded either way; means of an even number of
    // pixels often lie there.
    assertThat(Fixtures.largestDifference(seen, expected)).isLessThanOrEqualTo(1);
    assertThat(Fixtures.meanDifference(seen, expected))
        .isLessThan(filter.equals("area") ? 0.05 : 0.002);
  }

  private Pixels resized(ResizeFilter filter, int width, int height) {
    Size size = new Size(width, height);
    return PillowResize.apply(source, new Geometry(source.size(), size, size), filter, 0);
  }

  @Test
  void theSameSizeChangesNothing() {
    Geometry geometry = new Geometry(source.size(), source.size(), source.size());
    assertThat(PillowResize.apply(source, geometry, ResizeFilter.BILINEAR, 0)).isEqualTo(source);
  }
}
