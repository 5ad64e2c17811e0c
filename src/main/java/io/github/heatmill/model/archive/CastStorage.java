package io.github.heatmill.model.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Casts stored numbers to float32. Values beyond its range become infinite. */
public enum CastStorage {
  HALF("HalfStorage", "float16", 2) {
    @Override
    float next(ByteBuffer in) {
      return half(in.getShort());
    }
  },
  BFLOAT("BFloat16Storage", "bfloat16", 2) {
    @Override
    float next(ByteBuffer in) {
      return Float.intBitsToFloat(in.getShort() << Short.SIZE);
    }
  },
  DOUBLE("DoubleStorage", "float64", 8) {
    @Override
    float next(ByteBuffer in) {
      return (float) in.getDouble();
    }
  };

  private static final int FRACTION = 10;
  private static final int LARGEST_EXPONENT = 31;
  private static final int BIAS = 15;

  private final String storage;
  private final String type;
  private final int width;

  CastStorage(String storage, String type, int width) {
    this.storage = storage;
    this.type = type;
    this.width = width;
  }

  abstract float next(ByteBuffer in);

  /** The cast for a type of storage such as {@code torch.HalfStorage}; empty if it needs none. */
  public static Optional<CastStorage> of(String storage) {
    return Stream.of(values()).filter(cast -> storage.equals("torch." + cast.storage)).findFirst();
  }

  /** The name of the stored type. */
  public String type() {
    return type;
  }

  /** The bytes of the same numbers as float32. */
  public byte[] floats(byte[] stored) {
    ByteBuffer in = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    int count = stored.length / width;
    ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES));
    out.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      out.putFloat(next(in));
    }
    return out.array();
  }

  /** Pickled objects whose storages of these types hold float32 instead. */
  public static byte[] renamed(byte[] pickle, Collection<CastStorage> casts) {
    // Bytes become characters of the same number, and back.
    String text = new String(pickle, StandardCharsets.ISO_8859_1);
    for (CastStorage cast : casts) {
      text = text.replace("ctorch\n" + cast.storage + "\n", "ctorch\nFloatStorage\n");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static float half(short bits) {
    int exponent = (bits >> FRACTION) & LARGEST_EXPONENT;
    int fraction = bits & ((1 << FRACTION) - 1);
    float sign = bits < 0 ? -1 : 1;
    if (exponent == LARGEST_EXPONENT) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((float) fraction, 1 - BIAS - FRACTION)
        : sign * Math.scalb((float) (fraction + (1 << FRACTION)), exponent - BIAS - FRACTION);
  }
}
