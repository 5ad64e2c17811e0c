package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A {@code byte[]}, which functions must not change. */
public record BytesArgument(String name, String text) implements Argument {

  @Override
  public AbstractDataType type() {
    return DataTypes.BinaryType;
  }

  @Override
  public Object read(Object value, DataType given) {
    return value;
  }
}
