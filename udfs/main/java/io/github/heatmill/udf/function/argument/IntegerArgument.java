package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * An {@link Integer} within a range.
 *
 * @param low the lowest allowed value
 * @param high the highest allowed value
 * @param metadata the key of the column metadata that gives the value if the query does not; blank
 *     if no metadata does
 */
public record IntegerArgument(String name, int low, int high, String metadata) implements Argument {
  /**
   * The longest side of a picture. No network takes a larger input, and it would not fit in an
   * executor.
   */
  public static final int LARGEST_SIDE = 8192;

  private static final String NO_METADATA = "";

  /** A whole number that the query must give. */
  public static IntegerArgument between(String name, int low, int high) {
    return new IntegerArgument(name, low, high, NO_METADATA);
  }

  /** The side of a map or of a picture, in places or pixels. */
  public static IntegerArgument side(String name) {
    return between(name, 1, LARGEST_SIDE);
  }

  /** The side of a picture that the metadata of a table gives. */
  public static IntegerArgument knownSide(String name, String key) {
    return new IntegerArgument(name, 1, LARGEST_SIDE, key);
  }

  /** The side of a picture that the metadata of a table may give; otherwise it is 0. */
  public static IntegerArgument sideIfKnown(String name, String key) {
    return new IntegerArgument(name, 0, LARGEST_SIDE, key);
  }

  /** Whether the value is 0 if neither the query nor the metadata gives one. */
  public boolean hasDefault() {
    return isKnown() && low == 0;
  }

  /** Whether the metadata of a column may give the value. */
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
