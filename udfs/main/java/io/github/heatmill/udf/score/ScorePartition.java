package io.github.heatmill.udf.score;

import io.github.heatmill.model.ActivationStatistics;
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
 * Measures maps that an earlier run made: rows of {@link Tables#EXPLANATIONS} in, sorted by {@link
 * #order}; rows of {@link Tables#SCORED} out, in the same order. At most one batch of images is
 * held, and the network is loaded only if a metric asks for it.
 */
public final class ScorePartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final List<String> ORDER =
      Stream.concat(ExplainedImage.KEY.stream(), Stream.of("layer", "method")).toList();

  private final ExecutorRequest explanation;
  private final SerializableConfiguration hadoop;
  private final RunCounters counters;
  private final Broadcast<Map<String, ActivationStatistics>> usual;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop how executors reach the images' file systems
   * @param counters live numbers for whoever watches the run
   * @param usual what is usual for layers, by path; for metrics that ask methods again
   */
  public ScorePartition(
      ExecutorRequest explanation,
      SerializableConfiguration hadoop,
      RunCounters counters,
      Broadcast<Map<String, ActivationStatistics>> usual) {
    this.explanation = explanation;
    this.hadoop = hadoop;
    this.counters = counters;
    this.usual = usual;
  }

  /** The columns by which its rows must be sorted: then those of an image are together. */
  public static List<String> order() {
    return ORDER;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> explanations) {
    ImageReader reader = new ImageReader(explanation, hadoop.value());
    MapScorer scorer = new MapScorer(explanation, reader, usual.value());
    Scored scored = new Scored(explanations, scorer);
    return new BatchedRows(scored::hasMore, scored::nextRows);
  }

  /** Takes the rows of a batch of images at a time. */
  private final class Scored {
    private final Iterator<Row> rows;
    private final MapScorer scorer;
    private ExplainedImage begun;

    Scored(Iterator<Row> rows, MapScorer scorer) {
      this.rows = rows;
      this.scorer = scorer;
    }

    boolean hasMore() {
      return rows.hasNext() || begun != null;
    }

    List<Row> nextRows() {
      List<Row> scored = new ArrayList<>();
      for (List<Row> image : scorer.rows(nextBatch())) {
        counters.count(image.subList(0, 1));
        scored.addAll(image);
      }
      return scored;
    }

    private List<ExplainedImage> nextBatch() {
      List<ExplainedImage> batch = new ArrayList<>();
      while (batch.size() < explanation.work().sizes().batch() && hasMore()) {
        batch.add(nextImage());
      }
      return batch;
    }

    private ExplainedImage nextImage() {
      ExplainedImage image = begun == null ? new ExplainedImage(rows.next()) : begun;
      begun = null;
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!image.owns(row)) {
          begun = new ExplainedImage(row);
          break;
        }
        image.add(row);
      }
      return image;
    }
  }
}
