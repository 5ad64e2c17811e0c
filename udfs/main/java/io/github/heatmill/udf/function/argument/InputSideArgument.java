package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/**
 * A side of the network's input in pixels. A query may leave it out, because the metadata of a
 * column gives it.
 *
 * @param range its name and the allowed values
 * @param metadata the key in the metadata of a column
 */
public record InputSideArgument(IntegerArgument range, String metadata) implements Argument {

  /** A side that either the query or the metadata must give. */
  public static InputSideArgument required(String name, String metadata) {
    return new InputSideArgument(
        new IntegerArgument(name, 1, IntegerArgument.LONGEST_SIDE), metadata);
  }

  /** A side that is 0 if neither the query nor the metadata gives it. */
  public static InputSideArgument zeroByDefault(String name, String metadata) {
    return new InputSideArgument(
        new IntegerArgument(name, 0, IntegerArgument.LONGEST_SIDE), metadata);
  }

  /** Whether the side is 0 if neither the query nor the metadata gives it. */
  public boolean isZeroByDefault() {
    return range.low() == 0;
  }

  @Override
  public String name() {
    return range.name();
  }

  @Override
  public String text() {
    String where = isZeroByDefault() ? "" : " where the column of the table carries it";
    return range.text() + "; may be left out" + where;
  }

  @Override
  public AbstractDataType type() {
    return range.type();
  }

  @Override
  public Object read(Object value, DataType given) {
    return range.read(value, given);
  }
}
