package io.github.heatmill.model.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CastStorageTest {
  @Test
  void halfNumbersKeepTheirValues() {
    // Sign, 5 bits of exponent with the bias 15, 10 bits of fraction.
    assertThat(floats(CastStorage.HALF, 0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x8000))
        .containsExactly(
            1, -2, 0.333251953125f, 65504, 6.103515625e-5f, 5.9604644775390625e-8f, -0f);
    assertThat(floats(CastStorage.HALF, 0x7c00, 0xfc00, 0x7e00))
        .containsExactly(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN);
  }

  @Test
  void bfloatNumbersAreTheUpperHalfOfFloats() {
    assertThat(floats(CastStorage.BFLOAT, 0x3f80, 0xc000, 0x3eab, 0x7f80))
        .containsExactly(1, -2, 0.333984375f, Float.POSITIVE_INFINITY);
  }

  @Test
  void doublesAreRounded() {
    ByteBuffer stored = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    byte[] cast = CastStorage.DOUBLE.floats(stored.putDouble(0.1).putDouble(1e300).array());
    ByteBuffer floats = ByteBuffer.wrap(cast).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(floats.getFloat()).isEqualTo(0.1f);
    assertThat(floats.getFloat()).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void storagesInPickledObjectsAreRenamed() {
    byte[] pickle =
        "ctorch\nHalfStorage\nctorch\nLongStorage\n\u0080".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(
            new String(
                CastStorage.renamed(pickle, List.of(CastStorage.HALF)),
                StandardCharsets.ISO_8859_1))
        .isEqualTo("ctorch\nFloatStorage\nctorch\nLongStorage\n\u0080");
  }

  private static float[] floats(CastStorage cast, int... bits) {
    ByteBuffer stored = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : bits) {
      stored.putShort((short) number);
    }
    float[] floats = new float[bits.length];
    ByteBuffer.wrap(cast.floats(stored.array()))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats);
    return floats;
  }
}
