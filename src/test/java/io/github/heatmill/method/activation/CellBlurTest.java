package io.github.heatmill.method.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellBlurTest {

  @Test
  void theWeightThatLeavesACellArrivesElsewhere() {
    for (int cells : new int[] {1, 2, 3, 7, 14}) {
      for (double[] row : CellBlur.matrix(30, cells)) {
        double sum = 0;
        for (double share : row) {
          sum += share;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void onlyPixelsNearTheBorderOfACellSeeTheNextOne() {
    // Of 32 pixels, those 1, 2, ... 5 from the border see the next cell through the outer 5, 4,
    // ... 1 taps, so the tap at distance d is counted d times: sum of d g_d / 32. With e_d =
    // exp(-d^2 / 98) = .98985 .96001 .91225 .84937 .77483 the taps sum to 1 + 2 * 4.48631 =
    // 9.97262, and sum of d e_d is 12.91826: 12.91826 / 9.97262 / 32 = 0.040480.
    double[][] matrix = CellBlur.matrix(64, 2);
    assertThat(matrix[0][1]).isCloseTo(0.040480, within(1e-5));
    assertThat(matrix[1][0]).isCloseTo(matrix[0][1], within(1e-12));
  }

  @Test
  void itIsTheBlurOfEveryPixelAveraged() {
    int height = 13;
    int width = 9;
    double[] map = new Random(3).doubles(3 * 2).toArray();
    double[] expected = new double[map.length];
    int[] sizes = new int[map.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int cell = y * 3 / height * 2 + x * 2 / width;
        expected[cell] += blurred(map, y, x);
        sizes[cell]++;
      }
    }
    for (int cell = 0; cell < map.length; cell++) {
      expected[cell] /= sizes[cell];
    }
    GreyImage image = new GreyImage(new int[height * width], height, width);
    assertThat(new CellBlur(image, 3, 2).of(map)).containsExactly(expected, within(1e-12));
  }

  @Test
  void imagesSmallerThanTheKernelAreMirroredAgainAndAgain() {
    // One pixel sees itself alone. Of two, each sees the other at odd distances.
    assertThat(CellBlur.matrix(1, 1)[0][0]).isCloseTo(1, within(1e-12));
    double odd = 2 * (Math.exp(-1 / 98.0) + Math.exp(-9 / 98.0) + Math.exp(-25 / 98.0));
    double even = 1 + 2 * (Math.exp(-4 / 98.0) + Math.exp(-16 / 98.0));
    assertThat(CellBlur.matrix(2, 2)[0][1]).isCloseTo(odd / (odd + even), within(1e-12));
  }

  /** One pixel of the 13 x 9 image, by the plain two-dimensional sum. */
  private static double blurred(double[] map, int y, int x) {
    double sum = 0;
    double total = 0;
    for (int dy = -5; dy <= 5; dy++) {
      for (int dx = -5; dx <= 5; dx++) {
        double tap = Math.exp(-(dy * dy + dx * dx) / 98.0);
        sum += tap * map[mirrored(y + dy, 13) * 3 / 13 * 2 + mirrored(x + dx, 9) * 2 / 9];
        total += tap;
      }
    }
    return sum / total;
  }

  private static int mirrored(int at, int length) {
    return at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at;
  }
}
