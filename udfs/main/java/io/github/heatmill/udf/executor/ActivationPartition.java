package io.github.heatmill.udf.executor;

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
      Explanation explanation, SerializableConfiguration hadoop, RunCounters counters) {
    super(forAnyTarget(explanation), hadoop, counters);
  }

  /** Images count here whatever is known of their class. */
  private static Explanation forAnyTarget(Explanation explanation) {
    Work work = explanation.work();
    return new Explanation(
        explanation.model(),
        new Work(work.assignments(), Target.predicted(), work.decoder(), work.sizes()));
  }

  @Override
  BatchFunction function(Explanation all, BatchProbe network) {
    return new BatchActivations(all.work().layersWithStatistics(), network);
  }
}
