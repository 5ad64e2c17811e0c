package io.github.heatmill.method.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianBlurTest {
  /** exp(-1 / (2 sigma^2)) = 1/2, so that three pixels weigh 1/4, 1/2, 1/4. */
  private static final GroupCam.GaussianBlur QUARTERS =
      new GroupCam.GaussianBlur(3, Math.sqrt(0.5 / Math.log(2)));

  @Test
  void theEdgesAreMirrored() {
    Tensor row = Tensor.of(new float[] {0, 4, 0, 0}, 1, 1, 4);
    // The left neighbour of the first is the second: 4/4 + 4/4; then 4/2, 4/4; then (0 + 0) / 4.
    assertThat(QUARTERS.apply(row).values())
        .containsExactly(new float[] {2, 2, 1, 0}, within(1e-6f));
  }

  @Test
  void rowsAndColumnsBlurAlike() {
    Tensor dot = Tensor.of(new float[] {0, 0, 0, 0, 16, 0, 0, 0, 0}, 1, 3, 3);
    // The middle keeps 1/4. A side is its neighbour along one axis, where mirrored sides count
    // twice: (1/4 + 1/4) * 1/2; a corner is along both: 1/2 * 1/2.
    assertThat(QUARTERS.apply(dot).values())
        .containsExactly(new float[] {4, 4, 4, 4, 4, 4, 4, 4, 4}, within(1e-5f));
  }

  @Test
  void channelsDoNotMix() {
    Tensor image = Tensor.of(new float[] {8, 8, 8, 0, 0, 0, 2, 2, 2}, 3, 1, 3);
    assertThat(QUARTERS.apply(image).values()).containsExactly(image.values(), within(1e-6f));
  }

  @Test
  void aKernelWiderThanTheImageIsMirroredAgain() {
    Tensor two = Tensor.of(new float[] {1, 0}, 1, 1, 2);
    // In the mirrors the two alternate, so that a wide blur is about half of each.
    assertThat(new GroupCam.GaussianBlur(51, 50).apply(two).values())
        .containsExactly(new float[] {0.5f, 0.5f}, within(0.02f));
    Tensor one = Tensor.of(new float[] {3}, 1, 1, 1);
    assertThat(new GroupCam.GaussianBlur(51, 50).apply(one).values())
        .containsExactly(new float[] {3}, within(1e-6f));
  }

  @Test
  void aLargeImageKeepsItsMeanInTheMiddle() {
    float[] stripes = new float[3 * 120 * 120];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = i % 2;
    }
    Tensor blurred = new GroupCam.GaussianBlur(51, 50).apply(Tensor.of(stripes, 3, 120, 120));
    float[] middle = Arrays.copyOfRange(blurred.values(), 60 * 120 + 55, 60 * 120 + 65);
    for (float value : middle) {
      assertThat(value).isCloseTo(0.5f, within(0.02f));
    }
  }
}
