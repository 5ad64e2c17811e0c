package io.github.heatmill.udf.table;

import io.github.heatmill.tensor.Tensor;
import org.apache.spark.sql.Row;

/** Reads the maps in tables. */
public final class StoredMap {
  private StoredMap() {}

  /**
   * The map, of shape (h, w).
   *
   * @param heatmap a value of {@link Tables#HEATMAP}
   */
  public static Tensor tensor(Row heatmap) {
    return Tensor.of(
        Float32.values(heatmap.getAs("values")),
        heatmap.<Integer>getAs("height"),
        heatmap.<Integer>getAs("width"));
  }
}
