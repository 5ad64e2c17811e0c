package io.github.heatmill.job.shortcuts.cluster;

import java.util.Arrays;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Assigns each map to a cluster. */
public final class Members {
  private static final String[] WRITTEN = {
    "image",
    "class",
    "cluster",
    "round(distance, 6) AS distance",
    "label_name",
    "predicted_name",
    "confidence"
  };

  private Members() {}

  /**
   * Adds columns to maps: {@code cluster}, which counts from 1 within its class, {@code distance}
   * to its centre, and {@code separation}. Maps of classes that are too small are left out.
   */
  public static Dataset<Row> of(Dataset<Row> maps, Embedding embedding, Centres centres) {
    StructType type =
        maps.schema()
            .add("cluster", DataTypes.IntegerType)
            .add("distance", DataTypes.DoubleType)
            .add("separation", DataTypes.DoubleType);
    FlatMapFunction<Row, Row> assigned =
        row -> {
          double[] at = embedding.point(PooledMaps.pooled(row));
          ClassPoint point = new ClassPoint(row.<Integer>getAs("target"), at);
          return centres.nearest(point).map(nearest -> assigned(row, nearest)).stream().iterator();
        };
    return maps.flatMap(assigned, Encoders.row(type));
  }

  private static Row assigned(Row row, Centres.Nearest nearest) {
    int known = row.length();
    Object[] values = new Object[known + 3];
    Arrays.setAll(values, i -> i < known ? row.get(i) : null);
    values[known] = nearest.cluster() + 1;
    values[known + 1] = nearest.distance();
    values[known + 2] = Double.isInfinite(nearest.next()) ? null : nearest.silhouette();
    return RowFactory.create(values);
  }

  /** The columns of the table {@code members}. */
  public static Dataset<Row> table(Dataset<Row> members) {
    return members.selectExpr(WRITTEN);
  }
}
