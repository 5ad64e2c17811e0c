package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * An {@link Integer} within a range.
 *
 * @param low the least that is allowed
 * @param high the most that is allowed
 * @param metadata the key under which a table's column says it, for queries that leave it out;
 *     empty where none can
 */
public record IntegerArgument(String name, int low, int high, String metadata) implements Argument {
  /** Larger pictures are no input of a network, and would fill an executor. */
  public static final int LARGEST_SIDE = 8192;

  private static final String NO_METADATA = "";

  /** A whole number. */
  public static IntegerArgument between(String name, int low, int high) {
    return new IntegerArgument(name, low, high, NO_METADATA);
  }

  /** The side of a map or of a picture, in places or pixels. */
  public static IntegerArgument side(String name) {
    return between(name, 1, LARGEST_SIDE);
  }

  /** The side of a picture that the tables know. */
  public static IntegerArgument knownSide(String name, String key) {
    return new IntegerArgument(name, 1, LARGEST_SIDE, key);
  }

  /** The side of a picture that the tables may know; 0, which is the default, where they do not. */
  public static IntegerArgument sideIfKnown(String name, String key) {
    return new IntegerArgument(name, 0, LARGEST_SIDE, key);
  }

  /** Whether it is 0 where neither the query nor a table's column says it. */
  public boolean hasDefault() {
    return isKnown() && low == 0;
  }

  /** Whether a table's column may say it. */
  public boolean isKnown() {
    return !metadata.isEmpty();
  }

  @Override
  public String text() {
    return "a whole number, "
        + low
        + " to "
        + high
        + (isKnown()
            ? (hasDefault()
                ? "; may be left out"
                : "; may be left out where the column of the table carries it")
            : "");
  }

  @Override
  public AbstractDataType type() {
    return DataTypes.IntegerType;
  }

  @Override
  public Object read(Object value, DataType given) {
    int number = (Integer) value;
    if (number < low || number > high) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + number + " (must be " + low + " to " + high + ")");
    }
    return value;
  }
}
