package io.github.heatmill.saliency.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SsimTest {
  private static final Tensor WAVE = map(20, 17, i -> Math.sin(0.37 * i));
  private static final Tensor OTHER = map(20, 17, i -> Math.cos(0.11 * i));

  @Test
  void ofEvenPicturesComparesTheirBrightness() {
    // No variance: (2 * 0.2 * 0.8 + 0.0001) / (0.04 + 0.64 + 0.0001) = 0.3201 / 0.6801.
    assertThat(Ssim.ofPictures(even(0.2), even(0.8))).isCloseTo(0.3201 / 0.6801, within(1e-12));
  }

  @Test
  void ofOneWindowIsTheFormula() {
    // The Gaussian's weights along one axis are 0.26601172 in the middle and 0.00102838 at the
    // ends. A white pixel in the middle has the mean m = 0.07076224 and the variance m - m^2; one
    // in
    // the corner n = 0.00000105757 and n - n^2; their covariance is -m n. So
    // (2 m n + C1)(2 c + C2) / ((m^2 + n^2 + C1)(v + w + C2)) is
    // (0.00000014967 + 0.0001)(-0.00000014967 + 0.0009) / ((0.00500729 + 0.0001)(0.06575600 +
    // 0.0009))
    Tensor middle = map(11, 11, i -> i == 60 ? 1 : 0);
    Tensor corner = map(11, 11, i -> i == 0 ? 1 : 0);
    assertThat(Ssim.of(middle, corner, 11, 11)).isCloseTo(0.0002647217771198, within(1e-12));
  }

  @Test
  void agreesWithScipy() {
    // gaussian_filter(sigma=1.5, truncate=3.5), cropped by 5 pixels at each edge.
    assertThat(Ssim.of(WAVE, OTHER, 20, 17)).isCloseTo(0.0046552326576, within(1e-6));
  }

  @Test
  void ofAMapWithItselfIsOne() {
    assertThat(Ssim.of(WAVE, WAVE, 32, 40)).isCloseTo(1, within(1e-12));
  }

  @Test
  void isSymmetric() {
    assertThat(Ssim.of(WAVE, OTHER, 32, 32)).isCloseTo(Ssim.of(OTHER, WAVE, 32, 32), within(1e-12));
  }

  @Test
  void scaleAndOffsetOfAMapDoNotCount() {
    Tensor louder = map(20, 17, i -> 3 * Math.sin(0.37 * i) - 5);
    assertThat(Ssim.of(louder, OTHER, 24, 24))
        .isCloseTo(Ssim.of(WAVE, OTHER, 24, 24), within(1e-5));
  }

  @Test
  void aMapAndItsNegativeAreUnlike() {
    Tensor negative = map(20, 17, i -> -Math.sin(0.37 * i));
    assertThat(Ssim.of(WAVE, negative, 20, 17)).isBetween(-1.0, -0.5);
  }

  @Test
  void isUndefinedForConstantMapsForNumbersThatAreNotFiniteAndBelowTheWindow() {
    Tensor flat = map(20, 17, i -> 3);
    Tensor broken = map(20, 17, i -> i == 7 ? Double.NaN : i);
    assertThat(Ssim.of(WAVE, flat, 32, 32)).isNaN();
    assertThat(Ssim.of(broken, WAVE, 32, 32)).isNaN();
    assertThat(Ssim.of(WAVE, OTHER, 10, 32)).isNaN();
    assertThat(Ssim.of(WAVE, OTHER, 32, 10)).isNaN();
  }

  @Test
  void atTheirOwnSizeMapsAreComparedAsTheyAre() {
    assertThat(Ssim.of(WAVE, OTHER)).isEqualTo(Ssim.of(WAVE, OTHER, 20, 17));
    assertThat(Ssim.of(WAVE, WAVE)).isCloseTo(1, within(1e-12));
  }

  @Test
  void aSideShorterThanElevenMakesTheWindowSmaller() {
    // A window of one place has no variance: luminances 1 of 1 and 0 of 1 in turn,
    // (0 + C1) / (1 + C1) each, and C2 / C2.
    Tensor one = map(1, 3, i -> i == 1 ? 9 : 0);
    Tensor other = map(1, 3, i -> i == 0 ? 5 : 0);
    assertThat(Ssim.of(one, other)).isCloseTo((2 * 0.0001 / 1.0001 + 1) / 3, within(1e-12));
    // Two rows allow no window of three: places of a window of one again.
    Tensor high = map(2, 3, i -> i % 3 == 1 ? 9 : 0);
    Tensor low = map(2, 3, i -> i % 3 == 0 ? 5 : 0);
    assertThat(Ssim.of(high, low)).isCloseTo((2 * 0.0001 / 1.0001 + 1) / 3, within(1e-12));
  }

  @Test
  void mapsOfThreeByThreeMakeOneWindow() {
    // exp(-1 / 4.5) = 0.80073740 at the ends: weights 0.30780133 0.38439733 0.30780133. A spot in
    // the middle has the mean m = 0.38439733^2 = 0.14776131 and the variance m - m^2 = 0.12592791;
    // one in the corner n = 0.09474166 and n - n^2 = 0.08576568; the covariance is
    // -m n = -0.01399915, so (0.02799831 + 0.0001) (-0.02799831 + 0.0009)
    // / ((0.02183340 + 0.00897598 + 0.0001) (0.21169359 + 0.0009)) = -0.11587.
    Tensor middle = map(3, 3, i -> i == 4 ? 1 : 0);
    Tensor corner = map(3, 3, i -> i == 0 ? 1 : 0);
    assertThat(Ssim.of(middle, corner)).isCloseTo(-0.11587, within(1e-5));
  }

  @Test
  void atTheirOwnSizeItIsSymmetricAndUndefinedAsElsewhere() {
    Tensor one = map(7, 7, i -> Math.sin(i));
    Tensor other = map(7, 7, i -> Math.cos(3 * i));
    assertThat(Ssim.of(one, other)).isEqualTo(Ssim.of(other, one)).isBetween(-1.0, 1.0);
    assertThat(Ssim.of(one, map(7, 7, i -> 3))).isNaN();
    assertThat(Ssim.of(map(7, 7, i -> i == 7 ? Double.NaN : i), one)).isNaN();
    assertThat(Ssim.of(map(1, 1, i -> 3), map(1, 1, i -> 2))).isNaN();
    assertThatThrownBy(() -> Ssim.of(one, WAVE))
        .hasMessage("Maps cannot be compared: [7, 7] and [20, 17] (must have the same shape)");
  }

  @Test
  void mapsOfDifferentShapesAreRefused() {
    assertThatThrownBy(() -> Ssim.of(WAVE, map(2, 2, i -> i), 32, 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Maps cannot be compared: [20, 17] and [2, 2] (must have the same shape)");
  }

  private static double[][] even(double value) {
    double[][] picture = new double[13][12];
    Arrays.stream(picture).forEach(row -> Arrays.fill(row, value));
    return picture;
  }

  private static Tensor map(int height, int width, IntToDoubleFunction value) {
    Tensor map = Tensor.zeros(height, width);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = (float) value.applyAsDouble(i);
    }
    return map;
  }
}
