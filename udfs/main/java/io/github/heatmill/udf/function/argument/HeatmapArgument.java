package io.github.heatmill.udf.function.argument;

import io.github.heatmill.saliency.Range;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.AnyDataType$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A heat map, as the tables hold it: a {@link Tensor} of shape (h, w).
 *
 * @param kind which maps the function is defined for; on others it is null
 */
public record HeatmapArgument(String name, Kind kind) implements Argument {

  private static final String EXPECTED = "struct<height int, width int, values binary>";
  private static final String FIELDS = String.join(",", Tables.HEATMAP.fieldNames());

  /** When functions that need evidence are null. */
  public static final String UNDEFINED =
      "Null where all values of a map are the same, or any is NaN or infinite.";

  /** Which maps say something to a function. */
  public enum Kind {
    /** Any, even with NaN in it, or those that the function itself chooses. */
    ANY,
    /** Those of finite values alone. */
    FINITE,
    /** Those of finite values that are not all the same. */
    OK
  }

  @Override
  public String text() {
    return "a heat map: " + EXPECTED + ", float32 little-endian row by row";
  }

  @Override
  public AbstractDataType type() {
    return Tables.HEATMAP;
  }

  /** Spark would cast any three such fields by their order, and take a width for a height. */
  @Override
  public AbstractDataType type(DataType given) {
    return problem(given).isPresent() ? AnyDataType$.MODULE$ : type();
  }

  @Override
  public Optional<String> problem(DataType given) {
    boolean fits =
        !(given instanceof StructType struct)
            || FIELDS.equalsIgnoreCase(String.join(",", struct.fieldNames()));
    return fits
        ? Optional.empty()
        : Optional.of(name + " must be " + EXPECTED + ", not " + given.simpleString());
  }

  @Override
  public Object read(Object value, DataType given) {
    InternalRow row = (InternalRow) value;
    // Not anyNull(): rows that come straight from Parquet's columns do not have it.
    if (row.isNullAt(0) || row.isNullAt(1) || row.isNullAt(2)) {
      return null;
    }
    Tensor map = map(row.getInt(0), row.getInt(1), row.getBinary(2));
    return accepts(map) ? map : null;
  }

  private static Tensor map(int height, int width, byte[] values) {
    if (height < 1 || width < 1 || (long) height * width * Float.BYTES != values.length) {
      throw new IllegalArgumentException(
          String.format(
              "Invalid heatmap: %d x %d with %d bytes of values (must be float32, 4"
                  + " bytes for each place)",
              height, width, values.length));
    }
    return Tensor.of(Float32.values(values), height, width);
  }

  private boolean accepts(Tensor map) {
    return switch (kind) {
      case ANY -> true;
      case FINITE -> Range.of(map).isFinite();
      case OK -> Range.of(map).hasEvidence();
    };
  }
}
