package io.github.heatmill.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.heatmill.image.Channels;
import io.github.heatmill.image.Encoding;
import io.github.heatmill.image.Encoding.Colours;
import io.github.heatmill.image.Encoding.Form;
import io.github.heatmill.image.Fixtures;
import io.github.heatmill.image.Pixels;
import io.github.heatmill.image.Preprocessing;
import io.github.heatmill.image.Resizing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredChannelsTest {
  private final Pixels source = Fixtures.png("source.png"); // 61 x 45

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 5, 8})
  void theChannelsOfATiffFileAreResizedLikeThoseOfAPicture(int channels) {
    Pixels decoded = new ImageDecoder(1_000_000, channels, 0).decode(tiff(channels));
    assertThat(decoded.channels()).isEqualTo(channels);
    Preprocessing input = input(channels);
    float[] seen = input.apply(decoded).values();
    Pixels expected = Fixtures.png("resized-bicubic-23x17.png");
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < 23 * 17; i++) {
        int level = expected.bytes()[3 * i + channel % 3] & 0xff;
        assertThat(seen[channel * 23 * 17 + i]).isEqualTo(level / 255f);
      }
    }
  }

  @Test
  void alphaIsAChannelAndNothingIsBlended() {
    Pixels decoded = new ImageDecoder(1_000_000, 4, 0).decode(Fixtures.bytes("decode/rgba.png"));
    assertThat(decoded.channels()).isEqualTo(4);
    // The ramp of scripts/python/make_image_fixtures.py: 0 to 255 over 24 columns.
    assertThat(decoded.bytes()[3]).isZero();
    assertThat(decoded.bytes()[4 * 23 + 3] & 0xff).isEqualTo(255);
  }

  @Test
  void anotherNumberOfChannelsIsRefused() {
    ImageDecoder decoder = new ImageDecoder(1_000_000, 4, 0);
    assertThatThrownBy(() -> decoder.decode(Fixtures.bytes("decode/rgb.png")))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("Image has 3 channels (the network reads 4)");
    assertThatThrownBy(() -> decoder.decode(Fixtures.bytes("decode/444.jpg")))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("Image does not store channels as they are: JPEG (must be PNG or TIFF)");
    assertThatThrownBy(() -> decoder.decode(Fixtures.bytes("decode/palette.png")))
        .isInstanceOf(UndecodableException.class)
        .hasMessageStartingWith("Image stores a palette and no channels");
  }

  private static Preprocessing input(int channels) {
    Encoding encoding =
        new Encoding(
            Colours.STORED, Channels.all(channels, 0), Channels.all(channels, 1), Form.NCHW);
    return new Preprocessing(23, 17, Resizing.parse("0,bicubic"), encoding);
  }

  /** The channels of the picture again and again, as one strip without compression. */
  private byte[] tiff(int channels) {
    int[][] entries = {
      {256, 4, 1, source.width()},
      {257, 4, 1, source.height()},
      {258, 3, channels, 0}, // Bits of each sample; its place follows.
      {259, 3, 1, 1},
      {262, 3, 1, 1}, // Black is zero.
      {273, 4, 1, 0},
      {277, 3, 1, channels},
      {278, 4, 1, source.height()},
      {279, 4, 1, channels * source.width() * source.height()},
      {284, 3, 1, 1},
      {338, 3, channels - 1, 0} // What the further samples mean: nothing; its place follows.
    };
    int after = 8 + 2 + 12 * entries.length + 4;
    ByteBuffer head = ByteBuffer.allocate(after + 4 * channels).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
    head.putShort((short) entries.length);
    for (int[] entry : entries) {
      head.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
      switch (entry[0]) {
        case 258 -> head.putInt(channels == 2 ? 8 | 8 << 16 : after);
        case 273 -> head.putInt(after + 4 * channels);
        case 338 -> head.putInt(channels <= 3 ? 0 : after + 2 * channels);
        default -> head.putInt(entry[3]);
      }
    }
    head.putInt(0);
    for (int c = 0; c < channels; c++) {
      head.putShort((short) 8);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head.array());
    byte[] rgb = source.bytes();
    for (int i = 0; i < source.width() * source.height(); i++) {
      for (int c = 0; c < channels; c++) {
        file.write(rgb[3 * i + c % 3]);
      }
    }
    return file.toByteArray();
  }
}
