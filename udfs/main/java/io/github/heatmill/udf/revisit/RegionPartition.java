package io.github.heatmill.udf.revisit;

import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.BatchSplit;
import io.github.heatmill.udf.batch.BatchedRows;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.revisit.RegionMasking.MaskedImage;
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
 * Runs the network on images with a masked region. It takes rows of {@link InputImage#SCHEMA} and
 * returns rows of {@link #SCHEMA}. Images without a request give no rows. A task holds at most one
 * batch of images.
 */
public final class RegionPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  /**
   * The number of the request, and the probability of its class for the original image, for the
   * image with the masked region, and the mean over the masked control regions; or an error. A
   * request has one row for each place at which its image was found.
   */
  public static final StructType SCHEMA =
      new StructType()
          .add("number", "int")
          .add("clean", "double")
          .add("masked", "double")
          .add("control", "double")
          .add("error", Tables.ERROR);

  private final ExecutorRequest request;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;
  private final Broadcast<List<ImageRegion>> regions;
  private final List<MaskingRequest> maskings;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open the images' file systems
   * @param counters live numbers of images and errors
   * @param regions all regions; a masking request refers to one by its index
   * @param maskings the regions to mask in each image
   */
  public RegionPartition(
      ExecutorRequest request,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<List<ImageRegion>> regions,
      List<MaskingRequest> maskings) {
    this.request = request;
    this.hadoop = hadoop;
    this.counters = counters;
    this.regions = regions;
    this.maskings = new ArrayList<>(maskings);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> images) {
    Iterator<MaskedImage> masked = masked(images);
    if (!masked.hasNext()) {
      return Collections.emptyIterator(); // A task without images does not load the network.
    }
    ImageReader reader = new ImageReader(request, hadoop.value(), counters);
    RegionMasking masking = new RegionMasking(new BatchProbe(request), reader, regions.value());
    return new MaskedBatches(masked, new BatchSplit<>(masking::rows, RegionMasking::failed));
  }

  private Iterator<MaskedImage> masked(Iterator<Row> images) {
    return RequestedImage.among(images, maskings, MaskingRequest::image)
        .flatMap(image -> image.requests().stream().map(one -> new MaskedImage(image.image(), one)))
        .iterator();
  }

  /** Runs the network on one batch of masked images at a time. */
  private final class MaskedBatches extends BatchedRows {
    private final Iterator<MaskedImage> images;
    private final BatchSplit<MaskedImage, Row> split;

    MaskedBatches(Iterator<MaskedImage> images, BatchSplit<MaskedImage, Row> split) {
      this.images = images;
      this.split = split;
    }

    @Override
    protected boolean hasMore() {
      return images.hasNext();
    }

    @Override
    protected List<Row> nextRows() {
      List<MaskedImage> batch = new ArrayList<>();
      while (batch.size() < request.batchSize() && images.hasNext()) {
        batch.add(images.next());
      }
      List<Row> outcomes = split.results(batch, request.batchSize());
      counters.count(outcomes);
      return outcomes;
    }
  }
}
