package io.github.heatmill.job.output;

import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.udf.summary.StatisticsRows;
import io.github.heatmill.udf.table.LiteralPath;
import io.github.heatmill.udf.table.Tables;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Reads the table {@code statistics}: activation statistics of layers over a sample of images. */
public final class StatisticsTable {
  private StatisticsTable() {}

  /** The statistics of each layer, by the layer's path. */
  public static Map<String, ActivationStatistics> read(SparkSession spark, RunOutput output) {
    return StatisticsRows.byLayer(
        spark
            .read()
            .schema(Tables.STATISTICS)
            .parquet(LiteralPath.of(output.path(RunOutput.STATISTICS)))
            .collectAsList());
  }
}
