package io.github.heatmill.udf.score;

import io.github.heatmill.model.evidence.ActivationStatistics;
import io.github.heatmill.udf.batch.BatchedRows;
import io.github.heatmill.udf.batch.ImageReader;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Measures maps that an earlier run made. It takes rows of {@link Tables#EXPLANATIONS}, sorted by
 * {@link #order}, and returns rows of {@link Tables#SCORED} in the same order. A task holds at most
 * one batch of images, and loads the network only if a metric needs it.
 */
public final class ScorePartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> ORDER =
      Stream.concat(ExplainedImage.KEY.stream(), Stream.of("layer", "method")).toList();

  private final ExecutorRequest request;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;
  private final Broadcast<Map<String, ActivationStatistics>> activationStatistics;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open the images' file systems
   * @param counters live numbers of images and errors
   * @param activationStatistics by layer; for metrics that run methods again
   */
  public ScorePartition(
      ExecutorRequest request,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<Map<String, ActivationStatistics>> activationStatistics) {
    this.request = request;
    this.hadoop = hadoop;
    this.counters = counters;
    this.activationStatistics = activationStatistics;
  }

  /** The columns by which the input must be sorted, so that the rows of an image are together. */
  public static List<String> order() {
    return ORDER;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> explanations) {
    ImageReader reader = new ImageReader(request, hadoop.value(), counters);
    MapScorer scorer = new MapScorer(request, reader, activationStatistics.value());
    return new ScoredBatches(ExplainedImage.among(explanations), scorer);
  }

  /** Measures one batch of images at a time. */
  private final class ScoredBatches extends BatchedRows {
    private final Iterator<ExplainedImage> images;
    private final MapScorer scorer;
    private String counted = "";

    ScoredBatches(Iterator<ExplainedImage> images, MapScorer scorer) {
      this.images = images;
      this.scorer = scorer;
    }

    @Override
    protected boolean hasMore() {
      return images.hasNext();
    }

    @Override
    protected List<Row> nextRows() {
      List<ExplainedImage> batch = new ArrayList<>();
      while (batch.size() < request.batchSize() && images.hasNext()) {
        batch.add(images.next());
      }
      List<Row> scored = new ArrayList<>();
      List<List<Row>> measured = scorer.rows(batch);
      for (int i = 0; i < batch.size(); i++) {
        // An image with several explained classes counts once.
        if (!batch.get(i).name().equals(counted)) {
          counters.count(measured.get(i).subList(0, 1));
        }
        counted = batch.get(i).name();
        scored.addAll(measured.get(i));
      }
      return scored;
    }
  }
}
