package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * An {@link Integer} within a range.
 *
 * @param low the lowest allowed value
 * @param high the highest allowed value
 */
public record IntegerArgument(String name, int low, int high) implements Argument {
  /** The longest side of a picture. A larger one is no input of a network and fills an executor. */
  static final int LONGEST_SIDE = 8192;

  /** The side of a map or of a picture, in places or pixels. */
  public static IntegerArgument side(String name) {
    return new IntegerArgument(name, 1, LONGEST_SIDE);
  }

  @Override
  public String text() {
    return "a whole number, " + low + " to " + high;
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
