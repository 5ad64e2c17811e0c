package io.github.heatmill.udf.executor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
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
    return new Outcomes(asked, new BatchSplit<>(masking::rows, RegionMasking::failed));
  }

  /** Takes a batch of rows at a time. */
  private final class Outcomes implements Iterator<Row> {
    private final Iterator<Row> asked;
    private final BatchSplit<Row, Row> split;
    private final Queue<Row> ready = new ArrayDeque<>();

    Outcomes(Iterator<Row> asked, BatchSplit<Row, Row> split) {
      this.asked = asked;
      this.split = split;
    }

    @Override
    public boolean hasNext() {
      int size = explanation.work().sizes().batch();
      while (ready.isEmpty() && asked.hasNext()) {
        List<Row> batch = new ArrayList<>();
        while (batch.size() < size && asked.hasNext()) {
          batch.add(asked.next());
        }
        List<Row> outcomes = split.results(batch, size);
        counters.count(outcomes);
        ready.addAll(outcomes);
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      hasNext();
      return ready.remove();
    }
  }
}
