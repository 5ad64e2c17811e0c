package io.github.heatmill.udf.executor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Asks the network about images with a region masked: rows of {@link RegionTable#ASKED} in, rows of
 * {@link RegionTable#OUTCOME} out, in the same order. At most one batch of images is held.
 */
public final class RegionPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Explanation explanation;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;
  private final Broadcast<List<ImageRegion>> regions;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   * @param regions the rows name them by their place in the list
   */
  public RegionPartition(
      Explanation explanation,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<List<ImageRegion>> regions) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
    this.regions = regions;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> asked) {
    if (!asked.hasNext()) {
      return asked; // A task without images need not load the network.
    }
    ImageReader reader = new ImageReader(explanation, hadoop.value());
    RegionMasking masking = new RegionMasking(new BatchProbe(explanation), reader, regions.value());
    BatchSplit<Row, Row> split = new BatchSplit<>(masking::rows, RegionMasking::failed);
    return new BatchedRows(asked::hasNext, () -> outcomes(asked, split));
  }

  private List<Row> outcomes(Iterator<Row> asked, BatchSplit<Row, Row> split) {
    int size = explanation.work().sizes().batch();
    List<Row> batch = new ArrayList<>();
    while (batch.size() < size && asked.hasNext()) {
      batch.add(asked.next());
    }
    List<Row> outcomes = split.results(batch, size);
    counters.count(outcomes);
    return outcomes;
  }
}
