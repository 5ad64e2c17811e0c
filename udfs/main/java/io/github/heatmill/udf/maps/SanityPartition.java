package io.github.heatmill.udf.maps;

import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.request.RandomisedModel;
import io.github.heatmill.udf.request.SharedModel;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Compares the maps of a network, for the images of one partition, with those of a randomised copy
 * of it that is asked about the same classes: gives rows of {@link SanityTable#OUTCOME}.
 *
 * <p>An executor holds the network and this one copy: copies of earlier steps are freed first.
 */
public final class SanityPartition extends ImagePartition {
  private static final long serialVersionUID = 1L;

  private final RandomisedModel randomised;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   */
  public SanityPartition(
      ExecutorRequest explanation,
      RandomisedModel randomised,
      SerializableConfiguration hadoop,
      RunCounters counters) {
    super(explanation, hadoop, counters);
    this.randomised = randomised;
  }

  @Override
  public BatchFunction function(ExecutorRequest all, BatchProbe network) {
    randomised.earlier().forEach(SharedModel::close);
    return new BatchComparison(all, network, randomised.model().probe());
  }
}
