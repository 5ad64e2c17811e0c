package io.github.heatmill.job.picture;

import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.Float32;
import org.apache.spark.sql.Row;

/** Maps as tables hold them. */
public final class StoredMap {
  private StoredMap() {}

  /**
   * Shape (h, w).
   *
   * @param heatmap a value of {@link io.github.heatmill.udf.table.Tables#HEATMAP}
   */
  public static Tensor tensor(Row heatmap) {
    return Tensor.of(
        Float32.values(heatmap.getAs("values")),
        heatmap.<Integer>getAs("height"),
        heatmap.<Integer>getAs("width"));
  }
}
