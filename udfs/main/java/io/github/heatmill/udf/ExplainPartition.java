package io.github.heatmill.udf;

import io.github.heatmill.model.OpenedModel;
import io.github.heatmill.model.Probe;
import io.github.heatmill.model.djl.DjlEngine;
import io.github.heatmill.model.djl.DjlProbes;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Explains the images of one partition: rows of {@link InputImage#SCHEMA} in, one row of {@link
 * Tables#OUTCOME} an image out. The network is loaded once per executor, not per partition, and at
 * most one batch of images is held.
 */
public final class ExplainPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Explanation explanation;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   */
  public ExplainPartition(
      Explanation explanation, SerializableConfiguration hadoop, RunCounters counters) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    DjlEngine.useThreads(SparkEnv.get().conf().getInt("spark.task.cpus", 1));
    Path file = Path.of(SparkFiles.get(explanation.model().sharedFile()));
    OpenedModel model = new OpenedModel(file, explanation.layers());
    Probe probe = DjlProbes.probe(model, TaskDevice.of(TaskContext.get()));
    ImageReader reader = new ImageReader(explanation, hadoop.value());
    return new OutcomeIterator(images, reader, new BatchExplainer(explanation, probe), counters)
        .inBatchesOf(explanation.sizes().batch());
  }
}
