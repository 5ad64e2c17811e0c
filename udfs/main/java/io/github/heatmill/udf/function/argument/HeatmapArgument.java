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
 * A heat map of the tables, read as a {@link Tensor} of shape (h, w).
 *
 * @param kind the maps for which the function is defined; it is null for others
 */
public record HeatmapArgument(String name, Kind kind) implements Argument {

  private static final String EXPECTED = "struct<height int, width int, values binary>";
  private static final String FIELDS = String.join(",", Tables.HEATMAP.fieldNames());

  /** The note of functions that are null for maps without evidence. */
  public static final String UNDEFINED =
      "Null where all values of a map are the same, or any is NaN or infinite.";

  /** The maps for which a function is defined. */
  public enum Kind {
    /** All maps, even with NaN; the function may choose among them itself. */
    ANY,
    /** Maps with only finite values. */
    FINITE,
    /** Maps with only finite values that are not all the same. */
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

  /** Prevents a cast by position, in which Spark would take a width for a height. */
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
