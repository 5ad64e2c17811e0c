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
