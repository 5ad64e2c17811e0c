package io.github.heatmill.method.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.model.evidence.Batch;
import io.github.heatmill.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GreyImageTest {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] STD = {0.229f, 0.224f, 0.225f};

  @Test
  void coloursWeighAsTheEyeSeesThem() {
    // 0.2989 * 255.5 = 76.4, 0.5870 * 255.5 = 149.98, 0.1140 * 255.5 = 29.1, each cut off.
    assertThat(levels(255, 0, 0)).containsExactly(76);
    assertThat(levels(0, 255, 0)).containsExactly(149);
    assertThat(levels(0, 0, 255)).containsExactly(29);
    // (0.2989 * 10 + 0.5870 * 200 + 0.1140 * 30) / 255 * 255.5 = 124.05.
    assertThat(levels(10, 200, 30)).containsExactly(124);
  }

  @Test
  void blackAndWhiteStayUnchanged() {
    // White: 0.9999 * 255.5 = 255.47.
    assertThat(levels(0, 0, 0)).containsExactly(0);
    assertThat(levels(255, 255, 255)).containsExactly(255);
  }

  @Test
  void everyLevelSurvivesTheNormalisation() {
    for (int level = 0; level < 256; level++) {
      int grey = (int) (0.9999 * level / 255 * 255.5);
      assertThat(levels(level, level, level)).as("level %d", level).containsExactly(grey);
    }
  }

  @Test
  void valuesBeyondTheRangeOfPixelsAreCut() {
    assertThat(levels(-40, -1, -300)).containsExactly(0);
    assertThat(levels(700, 256, 300)).containsExactly(255);
  }

  private static int[] levels(int... rgb) {
    float[] values = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      values[channel] = (rgb[channel] / 255f - MEAN[channel]) / STD[channel];
    }
    Tensor image = Tensor.of(values, 1, 3, 1, 1);
    Batch batch =
        new Batch(image, new int[] {0}, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_STD);
    return GreyImage.of(batch, 0).levels();
  }
}
