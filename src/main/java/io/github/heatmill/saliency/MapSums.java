package io.github.heatmill.saliency;

import io.github.heatmill.tensor.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Sums from which the mean and the variance of many maps of one size are computed. Mutable and not
 * thread-safe.
 *
 * <p>mean = sum of v / n and variance = (n sum of v^2 - (sum of v)^2) / n^2 at each place, of the
 * population of n maps. The sums are kept in two doubles each, and the rest is exact until it is
 * rounded to float32 once. So the result does not depend on the order of adding and merging, to the
 * bit, as long as the absolute values, and the squares, sum up to less than 2^104 units of the last
 * bit of the smallest one that is not 0. Beyond that, the loss is about 2^-104 of the largest sum
 * on the way: a bit of the result can change only where the exact number lies as close as that to
 * the middle between two neighbouring float32.
 *
 * <p>Its size depends on that of the maps alone: 16 bytes for each place, 32 with squares.
 */
public final class MapSums {
  private static final MathContext DIGITS = new MathContext(60);
  private static final int HEADER = 1 + Long.BYTES + 2 * Integer.BYTES;

  /** The purpose of the sums. */
  public enum Purpose {
    /** The mean alone. */
    MEAN,
    /** The variance, and the mean. */
    VARIANCE
  }

  private final Purpose purpose;
  private long count;
  private int height;
  private int width;
  private ExactSums values = new ExactSums(0);
  private ExactSums squares = new ExactSums(0);

  /** Creates sums without any map. */
  public MapSums(Purpose purpose) {
    this.purpose = purpose;
  }

  /** The number of maps. */
  public long count() {
    return count;
  }

  /**
   * Adds a map.
   *
   * @param map shape (h, w), that of all others
   * @throws IllegalArgumentException if it has another size, or any value is not finite
   */
  public void add(Tensor map) {
    if (!isFinite(map.values())) {
      throw new IllegalArgumentException(
          "Invalid map: not all values are finite (leave such maps out of the sum)");
    }
    requireSize(map.length(0), map.length(1));
    count++;
    values.add(map.values());
    if (purpose == Purpose.VARIANCE) {
      squares.addSquares(map.values());
    }
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds all maps of another sum, which stays as it is.
   *
   * @throws IllegalArgumentException if they have another size, or are summed for another purpose
   */
  public void merge(MapSums other) {
    if (purpose != other.purpose) {
      throw new IllegalArgumentException(
          "Sums cannot be merged: for " + purpose + " and for " + other.purpose + " (must agree)");
    }
    if (other.count > 0) {
      requireSize(other.height, other.width);
      count += other.count;
      values.add(other.values);
      squares.add(other.squares);
    }
  }

  private void requireSize(int rows, int columns) {
    if (count == 0) {
      setSize(rows, columns);
    } else if (rows != height || columns != width) {
      throw new IllegalArgumentException(
          String.format(
              "Maps of different size have no mean: [%d, %d] and [%d, %d]"
                  + " (resize them to one size first, or group by layer)",
              height, width, rows, columns));
    }
  }

  private void setSize(int rows, int columns) {
    height = rows;
    width = columns;
    values = new ExactSums(rows * columns);
    squares = new ExactSums(purpose == Purpose.VARIANCE ? rows * columns : 0);
  }

  /** The mean map, shape (h, w); empty without maps. */
  public Optional<Tensor> mean() {
    return map(i -> values.exact(i).divide(BigDecimal.valueOf(count), DIGITS));
  }

  /**
   * The variance at each place, of the population, shape (h, w); infinite where it exceeds float32;
   * empty without maps.
   *
   * @throws IllegalStateException if squares were not summed
   */
  public Optional<Tensor> variance() {
    if (purpose != Purpose.VARIANCE) {
      throw new IllegalStateException("No squares were summed (must be for Purpose.VARIANCE)");
    }
    BigDecimal n = BigDecimal.valueOf(count);
    return map(
        i -> {
          BigDecimal sum = values.exact(i);
          BigDecimal spread = n.multiply(squares.exact(i)).subtract(sum.multiply(sum));
          return spread.max(BigDecimal.ZERO).divide(n.multiply(n), DIGITS);
        });
  }

  private Optional<Tensor> map(IntFunction<BigDecimal> place) {
    if (count == 0) {
      return Optional.empty();
    }
    Tensor map = Tensor.zeros(height, width);
    for (int i = 0; i < map.size(); i++) {
      map.values()[i] = place.apply(i).floatValue();
    }
    return Optional.of(map);
  }

  /** The sums as bytes, for {@link #of(byte[])}. */
  public byte[] toBytes() {
    int places = values.places() + squares.places();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + places * ExactSums.BYTES);
    bytes.put((byte) purpose.ordinal()).putLong(count).putInt(height).putInt(width);
    values.write(bytes);
    squares.write(bytes);
    return bytes.array();
  }

  /**
   * Reads the sums that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are anything else
   */
  public static MapSums of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || bytes[0] < 0 || bytes[0] >= Purpose.values().length) {
      throw damaged(bytes);
    }
    MapSums sums = new MapSums(Purpose.values()[buffer.get()]);
    sums.count = buffer.getLong();
    int rows = buffer.getInt();
    int columns = buffer.getInt();
    long perPlace = (long) (sums.purpose.ordinal() + 1) * ExactSums.BYTES;
    if (rows < 0 || columns < 0 || bytes.length - HEADER != perPlace * rows * columns) {
      throw damaged(bytes);
    }
    sums.setSize(rows, columns);
    sums.values = ExactSums.read(sums.values.places(), buffer);
    sums.squares = ExactSums.read(sums.squares.places(), buffer);
    return sums;
  }

  private static IllegalArgumentException damaged(byte[] bytes) {
    return new IllegalArgumentException(
        "Invalid sums of maps: " + bytes.length + " bytes (must be as MapSums wrote them)");
  }
}
