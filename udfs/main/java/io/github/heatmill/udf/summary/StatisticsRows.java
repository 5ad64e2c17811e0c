package io.github.heatmill.udf.summary;

import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.tensor.Tensor;
import io.github.heatmill.udf.table.Float32;
import io.github.heatmill.udf.table.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes and reads the rows of {@link Tables#STATISTICS}. */
public final class StatisticsRows {

  private StatisticsRows() {}

  static Row row(String layer, ActivationStatistics statistics) {
    Tensor mean = statistics.mean();
    return RowFactory.create(
        layer,
        statistics.images(),
        mean.length(0),
        mean.length(1),
        mean.length(2),
        Float32.bytes(mean.values()),
        Float32.bytes(statistics.deviation().values()),
        Float32.bytes(statistics.active().values()));
  }

  /** The activation statistics by layer. */
  public static Map<String, ActivationStatistics> byLayer(List<Row> rows) {
    Map<String, ActivationStatistics> byLayer = new HashMap<>();
    for (Row row : rows) {
      ActivationStatistics statistics =
          new ActivationStatistics(row.getLong(1), tensor(row, 5), tensor(row, 6), tensor(row, 7));
      byLayer.put(row.getString(0), statistics);
    }
    return byLayer;
  }

  private static Tensor tensor(Row row, int column) {
    return Tensor.of(
        Float32.values(row.getAs(column)), row.getInt(2), row.getInt(3), row.getInt(4));
  }
}
