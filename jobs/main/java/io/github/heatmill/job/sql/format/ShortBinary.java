package io.github.heatmill.job.sql.format;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Replaces binary values by their sizes, also in nested values. */
final class ShortBinary {
  private ShortBinary() {}

  static Column of(Column value, DataType type) {
    if (type instanceof BinaryType) {
      return concat(length(value), lit(" bytes"));
    }
    if (type instanceof ArrayType array && holds(array.elementType())) {
      return transform(value, element -> of(element, array.elementType()));
    }
    if (type instanceof MapType map && holds(map.valueType())) {
      return transform_values(value, (key, each) -> of(each, map.valueType()));
    }
    return type instanceof StructType fields && holds(fields) ? shortened(value, fields) : value;
  }

  private static Column shortened(Column value, StructType type) {
    Column[] fields =
        Arrays.stream(type.fields())
            .map(field -> of(value.getField(field.name()), field.dataType()).as(field.name()))
            .toArray(Column[]::new);
    return when(value.isNotNull(), functions.struct(fields));
  }

  private static boolean holds(DataType type) {
    return type instanceof BinaryType
        || type instanceof ArrayType array && holds(array.elementType())
        || type instanceof MapType map && holds(map.valueType())
        || type instanceof StructType fields
            && Arrays.stream(fields.fields()).anyMatch(field -> holds(field.dataType()));
  }
}
