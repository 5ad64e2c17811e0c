package io.github.heatmill.udf.function.argument;

import io.github.heatmill.truth.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.ArrayType$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A {@code List<Box>}: an array of structs with the numeric fields x, y, width and height, and any
 * other fields. A box that is null or lacks a number is ignored.
 */
public record BoxesArgument(String name) implements Argument {
  private static final List<String> SIDES = List.of("x", "y", "width", "height");
  private static final String EXPECTED =
      "array<struct<x double, y double, width double, height double, ...>>";

  @Override
  public String text() {
    return "boxes in pixels: " + EXPECTED;
  }

  @Override
  public AbstractDataType type() {
    return ArrayType$.MODULE$;
  }

  @Override
  public Optional<String> problem(DataType given) {
    DataType element = ((ArrayType) given).elementType();
    boolean fits =
        element.equals(DataTypes.NullType) // The type of a plain NULL.
            || element instanceof StructType struct
                && SIDES.stream().allMatch(side -> isNumber(struct, side));
    return fits
        ? Optional.empty()
        : Optional.of(name + " must be " + EXPECTED + ", not " + given.simpleString());
  }

  private static boolean isNumber(StructType struct, String field) {
    return List.of(struct.fieldNames()).contains(field)
        && struct.apply(field).dataType() instanceof NumericType;
  }

  @Override
  public Object read(Object value, DataType given) {
    if (!(((ArrayType) given).elementType() instanceof StructType struct)) {
      return List.of(); // The type of array(), whose elements have no type.
    }
    ArrayData array = (ArrayData) value;
    int[] fields = SIDES.stream().mapToInt(struct::fieldIndex).toArray();
    List<Box> boxes = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      if (!array.isNullAt(i)) {
        add(boxes, array.getStruct(i, struct.length()), struct, fields);
      }
    }
    return boxes;
  }

  private static void add(List<Box> boxes, InternalRow row, StructType struct, int[] fields) {
    double[] sides = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (row.isNullAt(fields[i])) {
        return;
      }
      sides[i] = number(row.get(fields[i], struct.apply(fields[i]).dataType()));
    }
    boxes.add(new Box(sides[0], sides[1], sides[2], sides[3]));
  }

  private static double number(Object value) {
    return value instanceof Decimal decimal ? decimal.toDouble() : ((Number) value).doubleValue();
  }
}
