package io.github.heatmill.udf.summary;

import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Computes activation statistics of layers. It takes rows of {@link Tables#ACTIVATION} with the
 * image in front, and returns one row of {@link Tables#STATISTICS} per layer. All rows of a layer
 * must be in the same partition, in order.
 */
public final class StatisticsPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> call(Iterator<Row> activations) {
    Map<String, RunningStatistics> byLayer = new LinkedHashMap<>();
    while (activations.hasNext()) {
      Row row = activations.next();
      int[] shape = {row.getInt(2), row.getInt(3), row.getInt(4)};
      byLayer
          .computeIfAbsent(row.getString(1), layer -> new RunningStatistics(shape))
          .add(Float32.values(row.getAs(5)), shape);
    }
    return byLayer.entrySet().stream()
        .map(layer -> StatisticsRows.row(layer.getKey(), layer.getValue().statistics()))
        .iterator();
  }
}
