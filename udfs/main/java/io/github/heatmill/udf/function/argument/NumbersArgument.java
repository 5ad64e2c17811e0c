package io.github.heatmill.udf.function.argument;

import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A {@code double[]}; null if any element is null. */
public record NumbersArgument(String name, String text) implements Argument {

  @Override
  public AbstractDataType type() {
    return DataTypes.createArrayType(DataTypes.DoubleType);
  }

  @Override
  public Object read(Object value, DataType given) {
    ArrayData numbers = (ArrayData) value;
    for (int i = 0; i < numbers.numElements(); i++) {
      if (numbers.isNullAt(i)) {
        return null;
      }
    }
    return numbers.toDoubleArray();
  }
}
