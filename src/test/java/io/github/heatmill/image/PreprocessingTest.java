package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  private static final Channels ZERO = Channels.rgb(0);
  private static final Channels ONE = Channels.rgb(1);

  private final Pixels source = Fixtures.png("source.png"); // 61 x 45

  @Test
  void theShorterSideIsResizedAndTheCentreCut() {
    Preprocessing preprocessing = new Preprocessing(24, 24, Resizing.shorter(32), ZERO, ONE);
    assertThat(preprocessing.resizeAndCrop(source))
        .isEqualTo(Fixtures.png("resized-32-cropped-24.png"));
  }

  @Test
  void withoutResizeTheAspectIsNotKept() {
    Preprocessing preprocessing = new Preprocessing(23, 17, Resizing.stretch(), ZERO, ONE);
    assertThat(preprocessing.resizeAndCrop(source)).isEqualTo(Fixtures.png("resized-23x17.png"));
  }

  @Test
  void channelsAreNormalisedInFloat32AndSeparated() {
    Pixels image = Pixels.of(new Size(2, 1), new byte[] {0, 51, 102, (byte) 255, -1, 1});
    Preprocessing preprocessing =
        new Preprocessing(
            2, 1, Resizing.stretch(), Channels.of(0.5f, 0.2f, 0), Channels.of(0.5f, 0.4f, 2));
    // red (0 / 255 - 0.5) / 0.5 = -1, (1 - 0.5) / 0.5 = 1; green (0.2 - 0.2) / 0.4 = 0,
    // (1 - 0.2) / 0.4 = 2; blue 0.4 / 2 = 0.2, (1 / 255) / 2.
    assertThat(preprocessing.apply(image))
        .isEqualTo(Tensor.of(new float[] {-1, 1, 0, 2, 0.2f, 1 / 255f / 2}, 3, 1, 2));
  }

  @Test
  void theLastBitIsThatOfTorch() {
    Pixels image = Pixels.of(new Size(1, 1), new byte[] {100, 100, 100});
    Tensor input =
        new Preprocessing(
                1, 1, Resizing.stretch(), Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD)
            .apply(image);
    // float32(100 / 255) = 0.392156869, then three times minus mean, over std, each rounded.
    assertThat(input.values()[0]).isEqualTo((0.39215687f - 0.485f) / 0.229f);
    assertThat((double) input.values()[0]).isCloseTo(-0.4054285, within(1e-6));
  }

  @Test
  void aBatchIsFilledInPlace() {
    Preprocessing preprocessing = new Preprocessing(2, 1, Resizing.stretch(), ZERO, ONE);
    Pixels white = Pixels.of(new Size(2, 1), new byte[] {-1, -1, -1, -1, -1, -1});
    float[] batch = new float[14];
    preprocessing.write(white, batch, 7);
    assertThat(batch).containsExactly(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0);
  }

  @Test
  void imagesSmallerThanTheCropArePaddedBlack() {
    Pixels white = Pixels.of(new Size(1, 1), new byte[] {-1, -1, -1});
    Pixels padded = new Preprocessing(4, 3, Resizing.shorter(1), ZERO, ONE).resizeAndCrop(white);
    // torchvision pads (4 - 1) // 2 = 1 on the left and (3 - 1) // 2 = 1 on top.
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        assertThat(padded.rgb(x, y)).isEqualTo(x == 1 && y == 1 ? 0xffffff : 0);
      }
    }
  }

  @Test
  void everyProblemIsReported() {
    assertThatThrownBy(
            () ->
                new Preprocessing(
                    0, 224, Resizing.shorter(256), Channels.rgb(Float.NaN), Channels.of(1, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid width: 0 (must be > 0);"
                + " Invalid mean: [NaN, NaN, NaN] (must be finite);"
                + " Invalid std: [1.0, 0.0, 1.0] (must be > 0 and finite)");
  }
}
