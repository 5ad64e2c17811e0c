package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg",
        "a.JPEG",
        "a.jpe",
        "s3a://b/c.d/a.Png",
        "a.b.gif",
        "a.bmp",
        "a.tif",
        "a.TIFF",
        "a.webp"
      })
  void imagesAreKnownByTheirExtension(String name) {
    assertThat(ImageFormat.isImageName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.jpg.crc", "jpg", "a", "", "a.", "labels.csv", "a.svg"})
  void everythingElseIsNone(String name) {
    assertThat(ImageFormat.isImageName(name)).isFalse();
  }
}
