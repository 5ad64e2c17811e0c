package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A {@link Double} within a range.
 *
 * @param rule the range in words, such as {@code 0 to 1}
 */
public record NumberArgument(String name, Range range, String rule, String text)
    implements Argument {

  /** The allowed values, both ends included. */
  public record Range(double low, double high) implements java.io.Serializable {}

  /** A number from one value to another, both included. */
  public static NumberArgument between(String name, double low, double high, String text) {
    return new NumberArgument(name, new Range(low, high), low + " to " + high, text);
  }

  /** A number above 0, up to a value that is included. */
  public static NumberArgument upTo(String name, double high, String text) {
    return new NumberArgument(
        name, new Range(Double.MIN_VALUE, high), "above 0, at most " + high, text);
  }

  /** A number from 0 up to a value that is not included. */
  public static NumberArgument below(String name, double high, String text) {
    return new NumberArgument(
        name, new Range(0, Math.nextDown(high)), "at least 0, below " + high, text);
  }

  @Override
  public AbstractDataType type() {
    return DataTypes.DoubleType;
  }

  @Override
  public Object read(Object value, DataType given) {
    double number = (Double) value;
    if (!(number >= range.low() && number <= range.high())) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + number + " (must be " + rule + ")");
    }
    return value;
  }
}
