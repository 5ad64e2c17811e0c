package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResizingTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "256",
        "300,200",
        "letterbox",
        "letterbox,40,30",
        "cover",
        "cover,30,40",
        "square",
        "none",
        "256,bicubic",
        "256,longest=400",
        "0,bilinear-no-antialias,fill=7c7468",
        "300,200,floor"
      })
  void textsAreReadAsTheyAreWritten(String text) {
    assertThat(Resizing.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "big",
        "-1",
        "1,2,3",
        "none,3,4",
        "letterbox,3",
        "300,200,longest=4",
        "0,longest=x",
        "fill=red",
        "256,fill=fffffff",
        "bicubic"
      })
  void otherTextsAreRefusedWithTheSyntax(String text) {
    assertThatThrownBy(() -> Resizing.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // An input of 40 x 32, and pictures of 61 x 45 and 45 x 61.
        "0             | 40 x 32 | 40 x 32",
        "50,20         | 50 x 20 | 50 x 20",
        "30            | 40 x 30 | 30 x 40", // int(30 * 61 / 45) = int(40.67)
        "30,longest=36 | 36 x 26 | 26 x 36", // 40.67 > 36, so int(36 * 45 / 61) = int(26.56)
        "letterbox     | 40 x 30 | 24 x 32", // 45 * 40 / 61 = 29.51; 45 * 32 / 61 = 23.61
        "cover         | 43 x 32 | 40 x 54", // 61 * 32 / 45 = 43.38; 61 * 40 / 45 = 54.22
        "letterbox,61,20 | 27 x 20 | 15 x 20", // 61 * 20 / 45 = 27.11; 45 * 20 / 61 = 14.75
        "none          | 61 x 45 | 45 x 61"
      })
  void theSizeFollowsFromTheFit(String text, String wide, String tall) {
    Size input = new Size(40, 32);
    assertThat(Resizing.parse(text).fit().of(new Size(61, 45), input)).hasToString(wide);
    assertThat(Resizing.parse(text).fit().of(new Size(45, 61), input)).hasToString(tall);
  }
}
