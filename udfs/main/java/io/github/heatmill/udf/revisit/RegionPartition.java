package io.github.heatmill.udf.revisit;

import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.BatchSplit;
import io.github.heatmill.udf.batch.BatchedRows;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.revisit.RegionMasking.Asked;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Asks the network about images with a region masked. Rows of {@link InputImage#SCHEMA} in, rows of
 * {@link #SCHEMA} out; images that no order names give none. At most one batch of images is held.
 */
public final class RegionPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /**
   * The order's number, and the probability of its class as it is, with the region masked, and the
   * mean of that over the region's controls; or an error. An order has a row for each place at
   * which its image was found.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("number", "int")
          .add("clean", "double")
          .add("masked", "double")
          .add("control", "double")
          .add("error", Tables.ERROR);

  private final ExecutorRequest explanation;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;
  private final Broadcast<List<ImageRegion>> regions;
  private final List<MaskingRequest> orders;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   * @param regions orders name them by their place in the list
   * @param orders what is masked
   */
  public RegionPartition(
      ExecutorRequest explanation,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<List<ImageRegion>> regions,
      List<MaskingRequest> orders) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
    this.regions = regions;
    this.orders = new ArrayList<>(orders);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    Iterator<Asked> asked = asked(images);
    if (!asked.hasNext()) {
      return Collections.emptyIterator(); // A task without images need not load the network.
    }
    ImageReader reader = new ImageReader(explanation, hadoop.value());
    RegionMasking masking = new RegionMasking(new BatchProbe(explanation), reader, regions.value());
    BatchSplit<Asked, Row> split = new BatchSplit<>(masking::rows, RegionMasking::failed);
    return new BatchedRows(asked::hasNext, () -> outcomes(asked, split));
  }

  private Iterator<Asked> asked(Iterator<Row> images) {
    return RequestedImage.among(images, orders, MaskingRequest::image)
        .flatMap(wanted -> wanted.orders().stream().map(order -> new Asked(wanted.image(), order)))
        .iterator();
  }

  private List<Row> outcomes(Iterator<Asked> asked, BatchSplit<Asked, Row> split) {
    int size = explanation.work().sizes().batch();
    List<Asked> batch = new ArrayList<>();
    while (batch.size() < size && asked.hasNext()) {
      batch.add(asked.next());
    }
    List<Row> outcomes = split.results(batch, size);
    counters.count(outcomes);
    return outcomes;
  }
}
