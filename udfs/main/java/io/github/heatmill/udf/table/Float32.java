package io.github.heatmill.udf.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Converts numbers to and from the binary columns of tables: float32, little-endian. */
public final class Float32 {

  private Float32() {}

  /** Converts numbers to bytes. */
  public static byte[] bytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  /** Converts bytes to numbers. Bytes after the last whole number are ignored. */
  public static float[] values(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
