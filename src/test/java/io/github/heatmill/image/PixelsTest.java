package io.github.heatmill.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.decode.ImageDecoder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelsTest {
  @Test
  void bytesAreCopiedInAndOut() {
    byte[] rgb = {1, 2, 3};
    Pixels pixels = Pixels.of(new Size(1, 1), rgb);
    rgb[0] = 9;
    pixels.bytes()[1] = 9;
    assertThat(pixels.rgb(0, 0)).isEqualTo(0x010203);
  }

  @Test
  void theNumberOfBytesHasToFit() {
    assertThatThrownBy(() -> Pixels.of(new Size(2, 1), new byte[3]))
        .hasMessage("Invalid number of bytes for 2 x 1 RGB pixels: 3 (must be 6)");
    assertThatThrownBy(() -> new Size(0, 1))
        .hasMessage("Invalid size: 0 x 1 (width and height must be > 0)");
  }

  @Test
  void pngKeepsEveryPixel() {
    Pixels source = Fixtures.png("source.png");
    assertThat(Fixtures.png(source.png())).isEqualTo(source);
    assertThat(new ImageDecoder().decode(source.png())).isEqualTo(source);
  }

  @Test
  void jpegLooksAlike() {
    byte[] gray = new byte[16 * 16 * 3];
    Arrays.fill(gray, (byte) 100);
    Pixels decoded = new ImageDecoder().decode(Pixels.of(new Size(16, 16), gray).jpeg());
    assertThat(decoded.size()).isEqualTo(new Size(16, 16));
    assertThat(decoded.rgb(8, 8) & 0xff).isBetween(98, 102);
  }
}
