package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.decode.ImageDecoder;
import io.github.heatmill.image.decode.UndecodableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndecodableImageTest {
  private final ImageDecoder decoder = new ImageDecoder();

  @Test
  void emptyFilesAreRefused() {
    assertRefused(new byte[0], "Empty file, no image (0 bytes)");
  }

  @Test
  void textIsRefusedWhateverItsName() {
    assertRefused("Not Found".getBytes(StandardCharsets.US_ASCII), "Text file, no image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"420.jpg", "progressive.jpg", "rgb.png", "lossless.webp", "lossy.webp"})
  void filesCutOffAnywhereAreRefused(String name) {
    byte[] whole = Fixtures.bytes("decode/" + name);
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decoder.decode(part)).isInstanceOf(UndecodableException.class);
    }
  }

  @Test
  void aBmpAroundAnotherImageIsRefused() {
    byte[] bmp = Fixtures.bytes("decode/rgb.bmp");
    for (byte compression : new byte[] {4, 5}) {
      bmp[30] = compression; // Of the header: 4 announces a JPEG, 5 a PNG.
      assertRefused(bmp, "Image is of no known format: a BMP around another image");
    }
  }

  @Test
  void theEndThatIsMissingIsNamed() {
    byte[] whole = Fixtures.bytes("decode/420.jpg");
    byte[] part = Arrays.copyOf(whole, whole.length - 2);
    assertRefused(part, "Image is cut off: JPEG without its end after " + part.length + " bytes");
  }

  // Bytes behind the last line of pixels may be missing, but no pixel.
  @ParameterizedTest
  @ValueSource(strings = {"rgb.tif", "lzw.tif", "rgb.bmp", "one-bit.bmp", "two-frames.gif"})
  void otherFilesCutOffAreRefusedOrWhole(String name) {
    byte[] whole = Fixtures.bytes("decode/" + name);
    Pixels expected = decoder.decode(whole);
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        assertThat(decoder.decode(part)).isEqualTo(expected);
      } catch (UndecodableException e) {
        assertThat(e).hasMessageMatching("(Image is|Text file,|File of unknown format:) ?.*");
      }
    }
  }

  @Test
  void tooManyPixelsAreRefusedFromTheHeader() {
    // 30,000 x 30,000 = 900 million pixels, and no byte of them in the file.
    assertRefused(
        pngHeader(30_000, 30_000),
        "Image is too large: 30000 x 30000 (must be <= 100000000 pixels)");
  }

  @Test
  void theLargestNumberOfPixelsCanBeChosen() {
    byte[] image = Fixtures.bytes("decode/rgb.png"); // 24 x 16 = 384 pixels
    assertThat(new ImageDecoder(384).decode(image).size()).isEqualTo(new Size(24, 16));
    assertThatThrownBy(() -> new ImageDecoder(383).decode(image))
        .hasMessage("Image is too large: 24 x 16 (must be <= 383 pixels)");
    assertThatThrownBy(() -> new ImageDecoder(0))
        .hasMessage("Invalid maximumPixels: 0 (must be 1 to 536870911)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "420.jpg",
        "cmyk.jpg",
        "rgb.png",
        "palette.png",
        "lzw.tif",
        "jpeg.tif",
        "palette.bmp",
        "transparent.gif",
        "lossy.webp",
        "alpha.webp",
        "profile.webp"
      })
  void damageIsNeverAnotherException(String name) {
    byte[] whole = Fixtures.bytes("decode/" + name);
    ImageDecoder small = new ImageDecoder(10_000); // a damaged header may claim any size
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        small.decode(damaged);
      } catch (UndecodableException e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("null");
      }
    }
  }

  @Test
  void theCauseIsKept() {
    byte[] damaged = Fixtures.bytes("decode/rgb.png");
    damaged[60] ^= 0x55; // within the compressed data, which begins at 8 + 25 + 8 = 41
    assertThatThrownBy(() -> decoder.decode(damaged))
        .isInstanceOf(UndecodableException.class)
        .hasMessageStartingWith("Image is damaged: PNG (")
        .hasCauseInstanceOf(java.io.IOException.class);
  }

  private void assertRefused(byte[] encoded, String message) {
    assertThatThrownBy(() -> decoder.decode(encoded))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(message);
  }

  private static byte[] pngHeader(int width, int height) {
    byte[] signature = Arrays.copyOf(Fixtures.bytes("decode/rgb.png"), 8);
    ByteBuffer file = ByteBuffer.allocate(33).put(signature).putInt(13);
    file.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    file.put(new byte[] {8, 2, 0, 0, 0}); // 8 bits, RGB, deflate, no filter, not interlaced
    CRC32 checksum = new CRC32();
    checksum.update(file.array(), 12, 17);
    return file.putInt((int) checksum.getValue()).array();
  }
}
