package io.github.heatmill.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Fixtures;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Size;
import java.util.ArrayList;
import java.util.List;
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
        "profile.webp",
        "zstd.tif",
        "zstd-predictor.tif",
        "lzma.tif",
        "big.tif",
        "float-of-one.tif",
        "float-of-255.tif",
        "int32.tif",
        "rgb.ppm",
        "grey.pgm",
        "one-bit.pbm",
        "plain.pgm"
      })
  void losslessFormatsComeOutAsInPillow(String name) {
    Pixels decoded = decoder.decode(Fixtures.bytes("decode/" + name));
    assertThat(decoded.size()).isEqualTo(new Size(24, 16));
    assertThat(decoded).isEqualTo(Fixtures.png("decode/" + name + ".png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pixel.png", "pixel.bmp", "pixel.gif", "pixel.tif"})
  void onePixelIsAnImage(String name) {
    Pixels decoded = decoder.decode(Fixtures.bytes("decode/" + name));
    assertThat(decoded.size()).isEqualTo(new Size(1, 1));
    assertThat(decoded).isEqualTo(Fixtures.png("decode/" + name + ".png"));
  }

  @Test
  void theFirstFrameOfAGifLiesOnItsScreen() {
    Pixels decoded = decoder.decode(Fixtures.bytes("decode/placed.gif"));
    assertThat(decoded.size()).isEqualTo(new Size(30, 20)); // The frame has 24 x 16.
    assertThat(decoded).isEqualTo(Fixtures.png("decode/placed.gif.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey16-of-12-bits.png", "grey16-of-12-bits.tif", "int32-of-12-bits.tif"})
  void samplesThatHoldFewBitsAreScaledByTheirNumber(String name) {
    byte[] file = Fixtures.bytes("decode/" + name);
    assertThat(decoder.holding(12).decode(file)).isEqualTo(Fixtures.png("decode/" + name + ".png"));
  }

  @Test
  void samplesBeyondTheBitsThatTheyShouldHoldAreWhiteOrRefused() {
    // 4095 >> (10 - 8) = 1023, clipped to 255; the darkest sample is 16 * level + 15.
    Pixels bright = decoder.holding(10).decode(Fixtures.bytes("decode/grey16-of-12-bits.png"));
    assertThat(bright.rgb(23, 8)).isEqualTo(0xffffff);
    assertThatThrownBy(
            () -> decoder.holding(10).decode(Fixtures.bytes("decode/int32-of-12-bits.tif")))
        .hasMessageMatching(
            "Image has integer samples from \\d+ to \\d+"
                + " \\(must be 0 to 1023; --bits says how many bits they hold\\)");
    assertThatThrownBy(() -> decoder.holding(7))
        .hasMessage("Invalid bits: 7 (must be 8 to 32, or 0 for all that a sample has)");
  }

  @Test
  void theBitsThatSamplesHoldAreToldOnlyIfTheyAreFewAndNotGiven() {
    assertThat(fewBits(decoder, "grey16-of-12-bits.png")).containsExactly(12);
    assertThat(fewBits(decoder, "grey16-of-12-bits.tif")).containsExactly(12);
    assertThat(fewBits(decoder.holding(12), "grey16-of-12-bits.tif")).isEmpty();
    assertThat(fewBits(decoder.holding(12), "grey16.png")).hasSize(1); // More: it is partly white.
    assertThat(fewBits(decoder.holding(16), "grey16.png")).isEmpty();
    assertThat(fewBits(decoder, "grey16.png")).isEmpty();
    assertThat(fewBits(decoder, "grey.png")).isEmpty();
  }

  private static List<Integer> fewBits(ImageDecoder decoder, String name) {
    List<Integer> told = new ArrayList<>();
    decoder.decode(Fixtures.bytes("decode/" + name), told::add);
    return told;
  }

  @Test
  void wideSamplesOfAnotherRangeAreRefusedWithTheirRange() {
    assertThatThrownBy(() -> decoder.decode(Fixtures.bytes("decode/float-of-25500.tif")))
        .isInstanceOf(UndecodableException.class)
        .hasMessageMatching(
            "Image has floating-point samples from [\\d.]+ to [\\d.]+"
                + " \\(must be 0 to 1 or 0 to 255\\)");
    assertThatThrownBy(() -> decoder.decode(Fixtures.bytes("decode/int32-of-12-bits.tif")))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("(must be 0 to 255; --bits says how many bits they hold)");
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
