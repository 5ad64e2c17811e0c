package io.github.heatmill.udf.table;

import io.github.heatmill.tensor.Tensor;
import org.apache.spark.sql.Row;

/** Maps as tables hold them. */
public final class StoredMap {
  private StoredMap() {}

  /**
   * Shape (h, w).
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
