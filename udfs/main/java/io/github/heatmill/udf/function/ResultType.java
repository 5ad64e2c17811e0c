package io.github.heatmill.udf.function;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** The types of the results of functions. */
public enum ResultType {
  /** A {@link Double}; NaN becomes null. */
  NUMBER(DataTypes.DoubleType) {
    @Override
    Object toSpark(Object value) {
      return Double.isNaN((Double) value) ? null : value;
    }
  },
  /** A {@link Boolean}. */
  TRUTH(DataTypes.BooleanType),
  /** A {@code byte[]}. */
  BYTES(DataTypes.BinaryType),
  /** A {@code float[]}. */
  NUMBERS(DataTypes.createArrayType(DataTypes.FloatType, false)) {
    @Override
    Object toSpark(Object value) {
      return UnsafeArrayData.fromPrimitiveArray((float[]) value);
    }
  },
  /** A {@link Tensor} of shape (h, w). */
  HEATMAP(Tables.HEATMAP) {
    @Override
    Object toSpark(Object value) {
      return heatmap((Tensor) value);
    }
  },
  /** The row, the column and the value of a place, as an {@code Object[]}. */
  PLACE(
      struct(
          "y", DataTypes.IntegerType, "x", DataTypes.IntegerType, "value", DataTypes.DoubleType)) {
    @Override
    Object toSpark(Object value) {
      return new GenericInternalRow((Object[]) value);
    }
  },
  /** A point between places, as an {@code Object[]} of y and x. */
  POINT(struct("y", DataTypes.DoubleType, "x", DataTypes.DoubleType)) {
    @Override
    Object toSpark(Object value) {
      return new GenericInternalRow((Object[]) value);
    }
  };

  private final DataType type;

  ResultType(DataType type) {
    this.type = type;
  }

  /** The SQL type. */
  public DataType type() {
    return type;
  }

  /** Converts a value to Spark's representation. */
  Object toSpark(Object value) {
    return value;
  }

  /** Converts a map to a value of {@link Tables#HEATMAP}. */
  public static InternalRow heatmap(Tensor map) {
    Object[] fields = {map.length(0), map.length(1), Float32.bytes(map.values())};
    return new GenericInternalRow(fields);
  }

  private static DataType struct(Object... namesAndTypes) {
    List<StructField> fields = new java.util.ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      fields.add(
          DataTypes.createStructField(
              (String) namesAndTypes[i], (DataType) namesAndTypes[i + 1], false));
    }
    return DataTypes.createStructType(fields);
  }
}
