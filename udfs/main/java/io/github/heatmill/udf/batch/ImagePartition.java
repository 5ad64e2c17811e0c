package io.github.heatmill.udf.batch;

import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Sends the images of one partition through the network: rows of {@link InputImage#SCHEMA} in, one
 * row an image out. The network is loaded once per executor, not per partition, and at most one
 * batch of images is held.
 */
public abstract class ImagePartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final ExecutorRequest explanation;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;

  public ImagePartition(
      ExecutorRequest explanation, SerializableConfiguration hadoop, RunCounters counters) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /** What is done with the images, in one task. */
  public abstract BatchFunction function(ExecutorRequest all, BatchProbe network);

  @Override
  public final Iterator<Row> call(Iterator<Row> images) {
    BatchProbe network = new BatchProbe(explanation);
    ImageReader reader = new ImageReader(explanation, hadoop.value());
    return new OutcomeIterator(images, reader, function(explanation, network), counters)
        .inBatchesOf(explanation.work().sizes().batch());
  }
}
