package io.github.heatmill.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.heatmill.image.Fixtures;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png",
        "grey.png",
        "grey4.png",
        "grey16.png",
        "rgb16.png",
        "one-bit.png",
        "palette.png",
        "palette-transparent.png",
        "rgb-transparent.png",
        "grey-transparent.png",
        "rgba.png",
        "grey-alpha.png",
        "profile.png",
        "rgb.tif",
        "grey.tif",
        "grey16.tif",
        "one-bit.tif",
        "palette.tif",
        "rgba.tif",
        "lzw.tif",
        "cmyk.tif",
        "profile.tif",
        "rgb.bmp",
        "grey.bmp",
        "palette.bmp",
        "one-bit.bmp",
        "two-frames.gif",
        "transparent.gif",
        "lossless.webp",
        "alpha.webp",
        "profile.webp"
      })
  void losslessFormatsComeOutAsInPillow(String name) {
    Pixels decoded = decoder.decode(Fixtures.bytes("decode/" + name));
    assertThat(decoded.size()).isEqualTo(new Size(24, 16));
    assertThat(decoded).isEqualTo(Fixtures.png("decode/" + name + ".png"));
  }

  // Equal with the libjpegs of today; one level is left for another one's inverse transform.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "444.jpg",
        "422.jpg",
        "420.jpg",
        "progressive.jpg",
        "grey.jpg",
        "profile.jpg",
        "adobe-rgb.jpg",
        "cmyk.jpg",
        "cmyk-profile.jpg",
        "ycck.jpg",
        "jpeg.tif"
      })
  void jpegComesOutAsInPillow(String name) {
    Pixels decoded = decoder.decode(Fixtures.bytes("decode/" + name));
    Pixels expected = Fixtures.png("decode/" + name + ".png");
    assertThat(decoded.size()).isEqualTo(expected.size());
    assertThat(Fixtures.largestDifference(decoded, expected)).isLessThanOrEqualTo(1);
  }

  // The reader repeats the halved colours where libwebp smooths them, so hard edges differ in
  // colour, but not in lightness: mean luma differs by 0.4 levels, colour by 8.4 on this picture.
  @Test
  void lossyWebpHasTheLightnessThatPillowReads() {
    Pixels decoded = decoder.decode(Fixtures.bytes("decode/lossy.webp"));
    Pixels expected = Fixtures.png("decode/lossy.webp.png");
    assertThat(Fixtures.meanLumaDifference(decoded, expected)).isLessThan(1);
    assertThat(Fixtures.meanDifference(decoded, expected)).isLessThan(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyOrientationComesOutUpright(int orientation) {
    Pixels upright = Fixtures.png("oriented/upright.png");
    assertThat(decoder.decode(Fixtures.bytes("oriented/" + orientation + ".png")))
        .isEqualTo(upright);
    Pixels jpeg = decoder.decode(Fixtures.bytes("oriented/" + orientation + ".jpg"));
    assertThat(jpeg.size()).isEqualTo(upright.size());
    assertThat(Fixtures.meanDifference(jpeg, upright)).isLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.webp", "6.tif"})
  void otherFormatsComeOutUprightToo(String name) {
    assertThat(decoder.decode(Fixtures.bytes("oriented/" + name)))
        .isEqualTo(Fixtures.png("oriented/upright.png"));
  }
}
