package io.github.heatmill.udf.function.argument;

import java.util.Optional;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;

/**
 * A side of the network's input in pixels.
 *
 * @param range its name and the allowed values
 * @param metadata the key in the metadata of a column
 */
public record InputSideArgument(IntegerArgument range, String metadata) implements InputArgument {

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

  private boolean isZeroByDefault() {
    return range.low() == 0;
  }

  @Override
  public Optional<Object> in(Metadata columns) {
    return columns.contains(metadata)
        ? Optional.of((int) columns.getLong(metadata))
        : Optional.empty();
  }

  @Override
  public Optional<Object> otherwise() {
    return isZeroByDefault() ? Optional.of(0) : Optional.empty();
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
