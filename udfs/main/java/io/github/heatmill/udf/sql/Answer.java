package io.github.heatmill.udf.sql;

import io.github.heatmill.udf.table.Tables;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The result of {@code explain} for one image and one method.
 *
 * @param predicted the class with the highest logit; null if the image failed
 * @param probability its softmax probability; null if the image failed
 * @param status the status of the map, as in the tables; the stage and the reason if the image
 *     failed
 * @param heatmap a row of {@link Tables#HEATMAP}; null if the image failed
 */
record Answer(Integer predicted, Double probability, String status, Row heatmap) {
  /** The SQL type. */
  static final StructType TYPE =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("predicted", DataTypes.IntegerType, true),
              DataTypes.createStructField("probability", DataTypes.DoubleType, true),
              DataTypes.createStructField("status", DataTypes.StringType, true),
              DataTypes.createStructField("heatmap", Tables.HEATMAP, true)));

  /**
   * Takes the result of one method from a row of {@link Tables#OUTCOME}.
   *
   * @param method the index of the method in the request
   */
  static Answer of(Row outcome, int method) {
    Row error = column(outcome, "error");
    if (error != null) {
      return new Answer(null, null, error.get(0) + ": " + error.get(1), null);
    }
    Row prediction = column(outcome, "prediction");
    Row map = ((Row[]) outcome.get(position(Tables.OUTCOME, "maps")))[method];
    StructType types = (StructType) Tables.OUTCOME.apply("prediction").dataType();
    return new Answer(
        (Integer) prediction.get(position(types, "predicted")),
        (Double) prediction.get(position(types, "probability")),
        (String) map.get(position(Tables.MAP, "status")),
        (Row) map.get(position(Tables.MAP, "heatmap")));
  }

  private static Row column(Row outcome, String name) {
    return (Row) outcome.get(position(Tables.OUTCOME, name));
  }

  private static int position(StructType type, String column) {
    return type.fieldIndex(column);
  }

  /** The result as a row of a table. */
  Row row() {
    return RowFactory.create(predicted, probability, status, heatmap);
  }

  /** The result as a row of Spark's operators. */
  InternalRow internalRow() {
    Object[] fields = {predicted, probability, UTF8String.fromString(status), map()};
    return new GenericInternalRow(fields);
  }

  private InternalRow map() {
    return heatmap == null
        ? null
        : new GenericInternalRow(new Object[] {heatmap.get(0), heatmap.get(1), heatmap.get(2)});
  }
}
