package io.github.heatmill.udf.maps;

import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Explains the images of one partition. Returns rows of {@link Tables#OUTCOME}. */
public final class ExplainPartition extends ImagePartition {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Map<String, ActivationStatistics>> activationStatistics;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open the images' file systems
   * @param counters live numbers of images and errors
   * @param activationStatistics by layer; empty if no method needs them
   */
  public ExplainPartition(
      ExecutorRequest request,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<Map<String, ActivationStatistics>> activationStatistics) {
    super(request, hadoop, counters);
    this.activationStatistics = activationStatistics;
  }

  @Override
  protected BatchFunction function(ExecutorRequest request, BatchProbe network) {
    return new BatchExplainer(request, network, activationStatistics.value());
  }
}
