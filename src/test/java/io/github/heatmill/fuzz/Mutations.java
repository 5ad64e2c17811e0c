package io.github.heatmill.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files as disks, networks and attackers do: the same way for the same seed. */
public final class Mutations {
  private static final int[] LENGTHS = {
    0, 1, -1, 255, 256, 65_535, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fffff00
  };

  /** How many files all tests damage together, of 10,000 at most. */
  private static final int TOTAL = Integer.getInteger("heatmill.mutations", 500);

  private final Random random;

  public Mutations(long seed) {
    this.random = new Random(seed);
  }

  /**
   * How many files a test damages.
   *
   * @param share of 10,000 files, which all tests damage together where nothing is left out
   */
  public static int number(int share) {
    return (int) ((long) share * TOTAL / 10_000);
  }

  /** One of some values. */
  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Whether a coin falls on its head. */
  public boolean coin() {
    return random.nextBoolean();
  }

  /** One of some files, damaged once to three times. */
  public byte[] damaged(List<byte[]> files) {
    byte[] bytes = one(files).clone();
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      bytes = damagedOnce(bytes, one(files));
    }
    return bytes;
  }

  private byte[] damagedOnce(byte[] bytes, byte[] other) {
    if (bytes.length < Long.BYTES) {
      return other.clone();
    }
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> spliced(bytes, other);
      case 2 -> repeated(bytes);
      case 3 -> withLength(bytes);
      default -> flipped(bytes);
    };
  }

  private byte[] flipped(byte[] bytes) {
    for (int bits = 1 + random.nextInt(8); bits > 0; bits--) {
      bytes[place(bytes)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return bytes;
  }

  /** The start of one file and the end of another. */
  private byte[] spliced(byte[] bytes, byte[] other) {
    int end = random.nextInt(bytes.length);
    int start = other.length == 0 ? 0 : random.nextInt(other.length);
    byte[] both = Arrays.copyOf(bytes, end + other.length - start);
    System.arraycopy(other, start, both, end, other.length - start);
    return both;
  }

  private byte[] repeated(byte[] bytes) {
    int from = place(bytes);
    int to = place(bytes);
    int length = Math.min(random.nextInt(64), bytes.length - Math.max(from, to));
    System.arraycopy(bytes.clone(), from, bytes, to, length);
    return bytes;
  }

  /** A number that is a bound somewhere, of two or four bytes in either order. */
  private byte[] withLength(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    buffer.order(coin() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    int at = Math.min(place(bytes), bytes.length - Integer.BYTES);
    return coin() ? buffer.putInt(at, length).array() : buffer.putShort(at, (short) length).array();
  }

  /** Often at the start, where the signatures of files are. */
  private int place(byte[] bytes) {
    return random.nextInt(coin() ? bytes.length : Math.min(bytes.length, 512));
  }
}
