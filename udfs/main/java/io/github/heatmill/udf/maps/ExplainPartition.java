package io.github.heatmill.udf.maps;

import io.github.heatmill.model.ActivationStatistics;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Explains the images of one partition: gives rows of {@link Tables#OUTCOME}. */
public final class ExplainPartition extends ImagePartition {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Map<String, ActivationStatistics>> usual;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   * @param usual what is usual for layers, by path; empty where no method wants to know
   */
  public ExplainPartition(
      ExecutorRequest explanation,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<Map<String, ActivationStatistics>> usual) {
    super(explanation, hadoop, counters);
    this.usual = usual;
  }

  @Override
  public BatchFunction function(ExecutorRequest all, BatchProbe network) {
    return new BatchExplainer(all, network, usual.value());
  }
}
