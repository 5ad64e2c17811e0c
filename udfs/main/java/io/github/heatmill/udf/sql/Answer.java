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

/** Makes the results of {@code explain}: what it returns for one image and one method. */
final class Answer {
  /**
   * The SQL type. All columns are null for an image that failed, except the status, which then
   * holds the stage and the reason.
   */
  static final StructType TYPE =
      DataTypes.createStructType(
          List.of(
              DataTypes.createStructField("predicted", DataTypes.IntegerType, true),
              DataTypes.createStructField("probability", DataTypes.DoubleType, true),
              DataTypes.createStructField("status", DataTypes.StringType, true),
              DataTypes.createStructField("heatmap", Tables.HEATMAP, true),
              DataTypes.createStructField("score", DataTypes.DoubleType, true)));

  private Answer() {}

  /**
   * Takes the result of one method from a row of {@link Tables#OUTCOME}.
   *
   * @param method the index of the method in the request
   * @return a row of {@link #TYPE}
   */
  static Row of(Row outcome, int method) {
    Row error = column(outcome, "error");
    if (error != null) {
      return RowFactory.create(null, null, error.get(0) + ": " + error.get(1), null, null);
    }
    Row prediction = column(outcome, "prediction");
    Row map = ((Row[]) outcome.get(position(Tables.OUTCOME, "maps")))[method];
    StructType types = (StructType) Tables.OUTCOME.apply("prediction").dataType();
    return RowFactory.create(
        prediction.get(position(types, "predicted")),
        prediction.get(position(types, "probability")),
        map.get(position(Tables.MAP, "status")),
        map.get(position(Tables.MAP, "heatmap")),
        prediction.get(position(types, "score")));
  }

  private static Row column(Row outcome, String name) {
    return (Row) outcome.get(position(Tables.OUTCOME, name));
  }

  private static int position(StructType type, String column) {
    return type.fieldIndex(column);
  }

  /** Converts a row of {@link #TYPE} for Spark's operators. */
  static InternalRow internalRow(Row answer) {
    Object[] fields = {
      answer.get(0),
      answer.get(1),
      UTF8String.fromString(answer.getString(2)),
      map(answer),
      answer.get(4)
    };
    return new GenericInternalRow(fields);
  }

  private static InternalRow map(Row answer) {
    if (answer.isNullAt(3)) {
      return null;
    }
    Row heatmap = answer.getAs(3);
    return new GenericInternalRow(new Object[] {heatmap.get(0), heatmap.get(1), heatmap.get(2)});
  }
}
