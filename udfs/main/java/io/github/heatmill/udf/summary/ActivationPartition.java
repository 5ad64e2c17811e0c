package io.github.heatmill.udf.summary;

import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.ExplainSpec;
import io.github.heatmill.udf.request.Target;
import io.github.heatmill.udf.table.Tables;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Records what the network shows for the images of one partition, at the layers of which methods
 * want to know what is usual: gives rows of {@link Tables#ACTIVATIONS}.
 */
public final class ActivationPartition extends ImagePartition {
  private static final long serialVersionUID = 1L;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   */
  public ActivationPartition(
      ExecutorRequest explanation, SerializableConfiguration hadoop, RunCounters counters) {
    super(forAnyTarget(explanation), hadoop, counters);
  }

  /** Images count here whatever is known of their class. */
  private static ExecutorRequest forAnyTarget(ExecutorRequest explanation) {
    ExplainSpec work = explanation.work();
    return new ExecutorRequest(
        explanation.model(),
        new ExplainSpec(work.assignments(), Target.predicted(), work.decoder(), work.sizes()));
  }

  @Override
  public BatchFunction function(ExecutorRequest all, BatchProbe network) {
    return new BatchActivations(all.work().layersWithStatistics(), network);
  }
}
