package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A {@link String}. */
public record TextArgument(String name, String text) implements Argument {

  @Override
  public AbstractDataType type() {
    return DataTypes.StringType;
  }

  @Override
  public Object read(Object value, DataType given) {
    return value.toString();
  }
}
