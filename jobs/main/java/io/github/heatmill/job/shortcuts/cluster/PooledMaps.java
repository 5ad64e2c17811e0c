package io.github.heatmill.job.shortcuts.cluster;

import io.github.heatmill.job.sql.RunTables;
import io.github.heatmill.job.sql.RunView;
import io.github.heatmill.saliency.PooledMap;
import io.github.heatmill.udf.table.LiteralPath;
import io.github.heatmill.udf.table.StoredMap;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The maps that are clustered, with their pooled values: one for each explained class of an image,
 * which is the class of the map. They are written once, since several jobs read them.
 */
public final class PooledMaps {
  /** The cells along each side of a pooled map; one cell is 32 of 224 pixels. */
  static final int CELLS = 7;

  private static final String[] KNOWN = {
    "image",
    "fingerprint",
    "target",
    "target_name AS class",
    "label_name",
    "predicted_name",
    "double(correct) AS correct",
    "target_probability AS confidence",
    "1 - on_object AS outside",
    "1 - on_object_chance AS outside_chance",
    "border_mass",
    "heatmap"
  };

  private PooledMaps() {}

  /** Writes the maps, and reads them back. */
  public static Dataset<Row> write(SparkSession spark, RunMaps maps, String path)
      throws IOException {
    new RunTables(spark, maps.run().folder()).open(RunView.EVIDENCE);
    Dataset<Row> known =
        spark
            .table(RunView.EVIDENCE.title())
            .where(functions.col("status").equalTo("ok"))
            .where(functions.col("method").equalTo(maps.method()))
            .where(functions.col("layer").equalTo(maps.layer()))
            .selectExpr(KNOWN);
    StructType type = known.schema().add("pooled", pooledType());
    MapFunction<Row, Row> pooled = row -> RowFactory.create(withPooled(row));
    known.map(pooled, Encoders.row(type)).write().parquet(path);
    return spark.read().schema(type).parquet(LiteralPath.of(path));
  }

  private static DataType pooledType() {
    return DataTypes.createArrayType(DataTypes.DoubleType, false);
  }

  private static Object[] withPooled(Row row) {
    int known = row.length();
    Object[] values = new Object[known + 1];
    Arrays.setAll(values, i -> i < known ? row.get(i) : null);
    values[known] = PooledMap.of(StoredMap.tensor(row.<Row>getAs("heatmap")), CELLS);
    return values;
  }

  /** The pooled values of a row. */
  public static double[] pooled(Row row) {
    List<Double> cells = row.getList(row.fieldIndex("pooled"));
    return cells.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
