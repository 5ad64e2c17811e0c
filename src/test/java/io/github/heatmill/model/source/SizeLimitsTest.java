package io.github.heatmill.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import io.github.heatmill.image.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeLimitsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | 2147483647 | 1  | any length
          4  | 4          | 1  | 4
          8  | 64         | 1  | 8 to 64
          3  | 2147483647 | 1  | at least 3
          32 | 2147483647 | 32 | a multiple of 32
          64 | 512        | 32 | a multiple of 32, 64 to 512
          """)
  void readLikeASentence(int least, int most, int step, String text) {
    assertThat(new SizeLimits(least, most, step)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2147483647, 1, 16, 16",
    "4, 4, 1, 16, 4",
    "3, 7, 1, 16, 7",
    "3, 7, 1, 1, 3",
    "32, 512, 32, 224, 224",
    "32, 512, 32, 240, 224",
    "64, 512, 32, 40, 64",
  })
  void theNearestAllowedLength(int least, int most, int step, int wanted, int nearest) {
    SizeLimits limits = new SizeLimits(least, most, step);

    assertThat(limits.nearest(wanted)).isEqualTo(nearest);
    assertThat(limits.allows(nearest)).isTrue();
  }

  @Test
  void imagesOutsideTheLimitsAreRefusedWithTheLimits() {
    SizeLimits side = new SizeLimits(8, 64, 1);
    InputLimits limits = new InputLimits(SizeLimits.NONE, SizeLimits.fixed(3), side, side, true);

    assertThat(limits.problem(images(32, 32))).isEmpty();
    assertThat(limits.problem(images(224, 224)))
        .hasValue(
            "Images do not fit the network: 3 channels, 224 x 224 pixels (the file allows 3 channels,"
                + " height 8 to 64, width 8 to 64, both equal; --input-size and serving.properties"
                + " say how images are prepared)");
    assertThat(limits.problem(images(32, 48))).isPresent();
  }

  private static Preprocessing images(int width, int height) {
    return Preprocessing.unscaled(new Size(width, height), Resizing.stretch());
  }
}
