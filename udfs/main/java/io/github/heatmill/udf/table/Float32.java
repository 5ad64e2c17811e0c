package io.github.heatmill.udf.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as the tables' binary columns hold them: float32, little-endian. */
public final class Float32 {

  private Float32() {}

  /** As the tables hold them. */
  public static byte[] bytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** What {@link #bytes} wrote; what is left of a number at the end is left out. */
  public static float[] values(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
