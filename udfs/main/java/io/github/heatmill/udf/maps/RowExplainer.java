package io.github.heatmill.udf.maps;

import io.github.heatmill.udf.batch.BatchFunction;
import io.github.heatmill.udf.batch.BatchProbe;
import io.github.heatmill.udf.batch.ImagePartition;
import io.github.heatmill.udf.image.InputImage;
import io.github.heatmill.udf.plugin.RunCounters;
import io.github.heatmill.udf.request.ExecutorRequest;
import io.github.heatmill.udf.table.Tables;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/** Explains the images in the rows of any table and keeps the rows. */
public final class RowExplainer extends ImagePartition {
  private static final long serialVersionUID = 1L;

  /**
   * Prepares the function on the driver.
   *
   * @param hadoop settings with which executors open files
   * @param counters live numbers of images and errors
   */
  public RowExplainer(
      ExecutorRequest request, SerializableConfiguration hadoop, RunCounters counters) {
    super(request, hadoop, counters);
  }

  @Override
  protected BatchFunction function(ExecutorRequest request, BatchProbe network) {
    return new BatchExplainer(request, network, Map.of());
  }

  /**
   * Returns one result per row, in the order of the rows. At most one batch of rows is held.
   *
   * @param image takes the encoded image out of a row; empty in a row without one, which fails
   * @param result makes a result of a row and of the outcome for its image, a row of {@link
   *     Tables#OUTCOME}
   */
  public <T, R> Iterator<R> explained(
      Iterator<T> rows, Function<T, Optional<byte[]>> image, BiFunction<T, Row, R> result) {
    Queue<T> waiting = new ArrayDeque<>();
    Iterator<Row> outcomes = call(images(rows, image, waiting));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return outcomes.hasNext();
      }

      @Override
      public R next() {
        Row outcome = outcomes.next(); // First: this reads the rows of the next batch.
        return result.apply(waiting.remove(), outcome);
      }
    };
  }

  private static <T> Iterator<Row> images(
      Iterator<T> rows, Function<T, Optional<byte[]>> image, Queue<T> waiting) {
    return new Iterator<>() {
      private long number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        T row = rows.next();
        waiting.add(row);
        String name = "row " + number++;
        return image
            .apply(row)
            .map(encoded -> new InputImage(name, null, encoded))
            .orElseGet(() -> InputImage.file(name, null).unreadable("Image is null"))
            .row();
      }
    };
  }
}
